import type { Context } from '~/context.server';
import { findApprovedOrganisation, findShareLinkRow, isShareLink } from '~/db/share-links.server';
import type { NamedOrganisation, OrganisationNames } from './organisation-names';
import { isShareCode } from './share-code';

/** An approved organisation with a link of its own. */
export type ShareLink = {
  code: string;
  organisation: NamedOrganisation;
  /** Where the organisation says what it does with addresses; null while it asks for none. */
  newsPrivacyUrl: string | null;
};

export type FoundShareLink = ShareLink & { endorsementId: string };

type Row = NonNullable<Awaited<ReturnType<typeof findShareLinkRow>>>;

/** Whose link a code is; null for every code but those of the letter's approved organisations. */
export async function findShareLink(
  ctx: Pick<Context, 'db'>,
  link: { letterId: string; code: string | undefined },
): Promise<FoundShareLink | null> {
  const { letterId, code = '' } = link;
  if (!isShareCode(code)) return null;
  const row = await findShareLinkRow(ctx.db, { letterId, code });
  return row ? { endorsementId: row.id, ...toShareLink(row) } : null;
}

/**
 * The organisation whose news a person has asked for; null for nobody, and for one that is not
 * approved any more. Costs the same for nobody.
 */
export async function findNewsFrom(
  ctx: Pick<Context, 'db'>,
  endorsementId: string | null,
): Promise<ShareLink | null> {
  const row = await findApprovedOrganisation(ctx.db, endorsementId);
  return row ? toShareLink(row) : null;
}

/** Whether the letter's page with this code differs from the one without. */
export async function leadsSomewhere(
  ctx: Pick<Context, 'db'>,
  link: { slug: string; code: string },
): Promise<boolean> {
  return isShareCode(link.code) && isShareLink(ctx.db, link);
}

function toShareLink(row: Row): ShareLink {
  return {
    code: row.share_code ?? '',
    organisation: {
      organisation: row.organisation,
      organisationEn: row.organisation_en,
      names: row.names as OrganisationNames,
    },
    newsPrivacyUrl: row.news_privacy_url,
  };
}
