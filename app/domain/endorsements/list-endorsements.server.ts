import type { Context } from '~/context.server';
import { type EndorsementRow, listEndorsementRows } from '~/db/endorsements.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { type AuthoritySignals, authoritySignals } from './authority-signals';
import type { EndorsementState, SealedRepresentative } from './endorsement';
import type { OrganisationNames } from './organisation-names';
import { type RelatedEndorsement, relatedEndorsements } from './related-endorsements';
import { unsealRepresentative } from './sealed-representative.server';

export type EndorsementView = SealedRepresentative & {
  id: string;
  state: EndorsementState;
  organisation: string;
  organisationEn: string;
  names: OrganisationNames;
  statement: string | null;
  coordinator: boolean;
  country: string;
  website: string;
  showRepresentative: boolean;
  foundingPosition: number | null;
  createdAt: string;
  confirmedAt: string | null;
  authorityBasis: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  declineReason: string | null;
  signals: AuthoritySignals;
  /** For a waiting one: others of the letter that resemble it. */
  related: RelatedEndorsement[];
};

/**
 * Endorsements of a letter for its organisers, oldest first, of one state or all, with what speaks
 * for or against the authority of each.
 */
export async function listEndorsements(
  ctx: Context,
  input: { slug: string; state?: EndorsementState },
): Promise<Result<{ endorsements: EndorsementView[] }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const all = (await listEndorsementRows(ctx.db, letter.id)).map((row) => toView(ctx, row));
  const listed = input.state ? all.filter(({ state }) => state === input.state) : all;
  return {
    ok: true,
    endorsements: listed.map((one) => ({
      ...one,
      related: one.state === 'waiting' ? relatedEndorsements(one, all) : [],
    })),
  };
}

function toView(ctx: Context, row: EndorsementRow): Omit<EndorsementView, 'related'> {
  const person = unsealRepresentative(ctx, row);
  return {
    ...person,
    id: row.id,
    state: row.state as EndorsementState,
    organisation: row.organisation,
    organisationEn: row.organisation_en,
    names: row.names as OrganisationNames,
    statement: row.statement,
    coordinator: row.coordinator,
    country: row.country,
    website: row.website,
    showRepresentative: row.show_representative,
    foundingPosition: row.founding_position,
    createdAt: row.created_at.toISOString(),
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    authorityBasis: row.authority_basis,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    declineReason: row.decline_reason,
    signals: authoritySignals(person.email, row.website),
  };
}
