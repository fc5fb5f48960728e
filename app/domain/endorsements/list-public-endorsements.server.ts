import type { Context } from '~/context.server';
import { listPublicEndorsementRows } from '~/db/endorsements.server';
import type { Locale } from '~/i18n/locale';
import type { PublicEndorsement } from '../letters/letter-view';
import { inOrder, type OrganisationNames } from './organisation-names';

/** Approved organisations in the order of a language. */
export async function listPublicEndorsements(
  ctx: Context,
  letterId: string,
  locale: Locale,
): Promise<PublicEndorsement[]> {
  const rows = await listPublicEndorsementRows(ctx.db, letterId);
  const endorsements = rows.map((row) => ({
    id: row.id,
    organisation: row.organisation,
    organisationEn: row.organisation_en,
    names: row.names as OrganisationNames,
    statement: row.statement,
    coordinator: row.coordinator,
    country: row.country,
    website: row.website,
    representative: row.public_representative,
    role: row.public_role,
    foundingPosition: row.founding_position,
    logoHash: row.logo_hash,
    logoWidth: row.logo_width,
    logoHeight: row.logo_height,
  }));
  return inOrder(endorsements, locale);
}
