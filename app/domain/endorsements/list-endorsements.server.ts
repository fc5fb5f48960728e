import type { Context } from '~/context.server';
import { listCheckRows } from '~/db/endorsement-checks.server';
import { listComparedInvitations } from '~/db/endorsement-invitations.server';
import { listLogoRows } from '~/db/endorsement-logos.server';
import { listProofRows } from '~/db/endorsement-proofs.server';
import { listQuestionRows } from '~/db/endorsement-questions.server';
import { type EndorsementRow, listEndorsementRows } from '~/db/endorsements.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { bandOf, type WaitingBand } from '../figures/waiting-band';
import { seenFingerprint } from './asked-changes.server';
import { type AuthoritySignals, authoritySignals } from './authority-signals';
import type { DeclineTemplate, EndorsementState, SealedRepresentative } from './endorsement';
import type { InvitationSignals } from './invitation';
import type { OrganisationNames } from './organisation-names';
import type { ProofNotes } from './proof.server';
import { type RelatedEndorsement, relatedEndorsements } from './related-endorsements';
import { type CheckView, toCheckView } from './sealed-check.server';
import { type QuestionView, toQuestionView } from './sealed-question.server';
import { unsealRepresentative } from './sealed-representative.server';

export type EndorsementView = SealedRepresentative & {
  id: string;
  state: EndorsementState;
  organisation: string;
  organisationEn: string;
  names: OrganisationNames;
  statement: string | null;
  coordinator: boolean;
  logo: { hash: string; width: number; height: number } | null;
  /** Names exactly these words, this logo and this mailbox, for a decision about what was seen. */
  fingerprint: string;
  country: string;
  website: string;
  showRepresentative: boolean;
  foundingPosition: number | null;
  createdAt: string;
  confirmedAt: string | null;
  authorityBasis: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  declineTemplate: DeclineTemplate | null;
  declineReason: string | null;
  signals: AuthoritySignals;
  /** How it stands to the invitation it came through, if it came through one. */
  invitation: InvitationSignals | null;
  /** For a waiting one: others of the letter that resemble it. */
  related: RelatedEndorsement[];
  questions: QuestionView[];
  /** Questions to the contact that the organisation publishes. */
  checks: CheckView[];
  /** What was kept when it was approved. */
  proof: (ProofNotes & { hasFile: boolean }) | null;
};

/**
 * Endorsements of a letter for its organisers, oldest first, of one state or all, with what speaks
 * for or against the authority of each.
 */
export async function listEndorsements(
  ctx: Context,
  input: { slug: string; state?: EndorsementState; waiting?: WaitingBand },
): Promise<Result<{ endorsements: EndorsementView[] }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const [rows, logos, invitations, questions, checks, proofs] = await Promise.all([
    listEndorsementRows(ctx.db, letter.id),
    logosOf(ctx, letter.id),
    listComparedInvitations(ctx.db, letter.id),
    questionsOf(ctx, letter.id),
    listCheckRows(ctx.db, { letterId: letter.id }),
    proofsOf(ctx, letter.id),
  ]);
  const invitationOf = new Map(invitations.map((one) => [one.endorsement_id, one]));
  const all = rows.map((row) =>
    toView(ctx, row, logos.get(row.id) ?? null, invitationOf.get(row.id)),
  );
  const now = ctx.clock.now();
  const listed = all.filter(
    ({ state, createdAt, confirmedAt }) =>
      (!input.state || state === input.state) &&
      (!input.waiting || bandOf(confirmedAt ?? createdAt, now) === input.waiting),
  );
  return {
    ok: true,
    endorsements: listed.map((one) => ({
      ...one,
      related: one.state === 'waiting' ? relatedEndorsements(one, all) : [],
      questions: questions.get(one.id) ?? [],
      checks: checks
        .filter(({ endorsement_id }) => endorsement_id === one.id)
        .map((check) => toCheckView(ctx, check, one.website)),
      proof: proofs.get(one.id) ?? null,
    })),
  };
}

/** By the id of the endorsement. */
async function questionsOf(ctx: Context, letterId: string): Promise<Map<string, QuestionView[]>> {
  const views = new Map<string, QuestionView[]>();
  for (const row of await listQuestionRows(ctx.db, { letterId })) {
    const before = views.get(row.endorsement_id) ?? [];
    views.set(row.endorsement_id, [...before, toQuestionView(ctx, row)]);
  }
  return views;
}

/** By the id of the endorsement. */
async function logosOf(ctx: Context, letterId: string) {
  const rows = await listLogoRows(ctx.db, letterId);
  return new Map(
    rows.map(({ endorsement_id, hash, width, height }) => [
      endorsement_id,
      { hash, width, height },
    ]),
  );
}

/** By the id of the endorsement. */
async function proofsOf(ctx: Context, letterId: string) {
  const rows = await listProofRows(ctx.db, letterId);
  return new Map(
    rows.map((row) => {
      const context = `endorsement-proof:${row.endorsement_id}`;
      const notes = ctx.keyring.unseal<ProofNotes>(row.sealed, context);
      return [row.endorsement_id, { ...notes, hasFile: row.file_type !== null }] as const;
    }),
  );
}

function toView(
  ctx: Context,
  row: EndorsementRow,
  logo: EndorsementView['logo'],
  found: InvitationSignals | undefined,
): Omit<EndorsementView, 'related' | 'questions' | 'checks' | 'proof'> {
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
    logo,
    fingerprint: seenFingerprint(row, logo?.hash ?? null),
    country: row.country,
    website: row.website,
    showRepresentative: row.show_representative,
    foundingPosition: row.founding_position,
    createdAt: row.created_at.toISOString(),
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    authorityBasis: row.authority_basis,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    declineTemplate: row.decline_template as DeclineTemplate | null,
    declineReason: row.decline_reason,
    signals: authoritySignals(person.email, row.website),
    invitation: found
      ? { withdrawn: found.withdrawn, sameMailbox: found.sameMailbox, sameName: found.sameName }
      : null,
  };
}
