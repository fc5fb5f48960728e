import type { Context } from '~/context.server';
import { findChanges } from '~/db/endorsement-changes.server';
import { listQuestionRows } from '~/db/endorsement-questions.server';
import { findEndorsement, findLogoHash } from '~/db/endorsements.server';
import { findOpenMailboxChange } from '~/db/mailbox-changes.server';
import type { Result } from '~/primitives/result';
import { findLetterById } from '../letters/find-letter-by-id.server';
import type { LetterView } from '../letters/letter-view';
import { type AskedChanges, toAskedChanges, toWords } from './asked-changes.server';
import type { DeclineTemplate, EndorsementState, SealedRepresentative } from './endorsement';
import { findMyEndorsementId } from './find-my-endorsement-id.server';
import type { OrganisationNames } from './organisation-names';
import { unsealMailbox } from './sealed-mailbox.server';
import { type QuestionView, toQuestionView } from './sealed-question.server';
import { unsealRepresentative } from './sealed-representative.server';

export type MyEndorsement = SealedRepresentative & {
  organisation: string;
  organisationEn: string;
  names: OrganisationNames;
  statement: string | null;
  hasLogo: boolean;
  country: string;
  website: string;
  showRepresentative: boolean;
  state: EndorsementState;
  createdAt: string;
  decidedAt: string | null;
  declineTemplate: DeclineTemplate | null;
  declineReason: string | null;
  questions: QuestionView[];
  /** What waits for an organiser's decision. */
  asked: Omit<AskedChanges, 'fingerprint'> | null;
  /** Another mailbox that was asked for, and whether it waits for its owner or for the organisers. */
  mailbox: { email: string; askedAt: string; state: 'open' | 'waiting' } | null;
};

/** What is stored about an endorsement and how far it is, for the holder of the link in the mail. */
export async function readMyEndorsement(
  ctx: Context,
  input: { token: string },
): Promise<Result<{ letter: LetterView; endorsement: MyEndorsement }, 'unknown'>> {
  const id = await findMyEndorsementId(ctx.db, input.token);
  const row = id ? await findEndorsement(ctx.db, id) : undefined;
  if (!row) return { ok: false, reason: 'unknown' };
  const questions = await listQuestionRows(ctx.db, { endorsementId: row.id });
  const asked = await findChanges(ctx.db, row.id);
  const change = await findOpenMailboxChange(ctx.db, row.id);
  return {
    ok: true,
    letter: await findLetterById(ctx, row.letter_id),
    endorsement: {
      ...unsealRepresentative(ctx, row),
      ...toWords(row),
      hasLogo: (await findLogoHash(ctx.db, row.id)) !== null,
      country: row.country,
      website: row.website,
      showRepresentative: row.show_representative,
      state: row.state as EndorsementState,
      createdAt: row.created_at.toISOString(),
      decidedAt: row.decided_at?.toISOString() ?? null,
      declineTemplate: row.decline_template as DeclineTemplate | null,
      declineReason: row.decline_reason,
      questions: questions.map((question) => toQuestionView(ctx, question)),
      asked: asked ? toAskedChanges(asked) : null,
      mailbox:
        change && !change.expired
          ? {
              email: unsealMailbox(ctx, change),
              askedAt: change.asked_at.toISOString(),
              state: change.confirmed_at ? 'waiting' : 'open',
            }
          : null,
    },
  };
}
