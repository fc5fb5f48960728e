import type { Context } from '~/context.server';
import { listPublicEndorsementRows } from '~/db/endorsements.server';
import type { Locale } from '~/i18n/locale';
import type { PublicEndorsement } from '../letters/letter-view';

/** Approved organisations: founding ones in their order, then by the alphabet of the language. */
export async function listPublicEndorsements(
  ctx: Context,
  letterId: string,
  locale: Locale,
): Promise<PublicEndorsement[]> {
  const rows = await listPublicEndorsementRows(ctx.db, letterId);
  const collator = new Intl.Collator(locale, { numeric: true });
  return rows
    .map((row) => ({
      id: row.id,
      organisation: row.organisation,
      organisationEn: row.organisation_en,
      country: row.country,
      website: row.website,
      representative: row.public_representative,
      role: row.public_role,
      foundingPosition: row.founding_position,
      logoHash: row.logo_hash,
      logoWidth: row.logo_width,
      logoHeight: row.logo_height,
    }))
    .sort(
      (a, b) =>
        (a.foundingPosition ?? Number.MAX_SAFE_INTEGER) -
          (b.foundingPosition ?? Number.MAX_SAFE_INTEGER) ||
        collator.compare(a.organisation, b.organisation),
    );
}
