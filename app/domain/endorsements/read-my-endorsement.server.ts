import type { Context } from '~/context.server';
import { listQuestionRows } from '~/db/endorsement-questions.server';
import { findEndorsement } from '~/db/endorsements.server';
import type { Result } from '~/primitives/result';
import { findLetterById } from '../letters/find-letter-by-id.server';
import type { LetterView } from '../letters/letter-view';
import type { DeclineTemplate, EndorsementState, SealedRepresentative } from './endorsement';
import { findMyEndorsementId } from './find-my-endorsement-id.server';
import { type QuestionView, toQuestionView } from './sealed-question.server';
import { unsealRepresentative } from './sealed-representative.server';

export type MyEndorsement = SealedRepresentative & {
  organisation: string;
  organisationEn: string;
  country: string;
  website: string;
  showRepresentative: boolean;
  state: EndorsementState;
  createdAt: string;
  decidedAt: string | null;
  declineTemplate: DeclineTemplate | null;
  declineReason: string | null;
  questions: QuestionView[];
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
  return {
    ok: true,
    letter: await findLetterById(ctx, row.letter_id),
    endorsement: {
      ...unsealRepresentative(ctx, row),
      organisation: row.organisation,
      organisationEn: row.organisation_en,
      country: row.country,
      website: row.website,
      showRepresentative: row.show_representative,
      state: row.state as EndorsementState,
      createdAt: row.created_at.toISOString(),
      decidedAt: row.decided_at?.toISOString() ?? null,
      declineTemplate: row.decline_template as DeclineTemplate | null,
      declineReason: row.decline_reason,
      questions: questions.map((question) => toQuestionView(ctx, question)),
    },
  };
}
