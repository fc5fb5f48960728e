import type { Context } from '~/context.server';
import { answerRow, listQuestionRows } from '~/db/endorsement-questions.server';
import { lockEndorsement } from '~/db/endorsements.server';
import { cleanText } from '~/primitives/clean-text';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { longestQuestion } from './ask-organisation.server';
import { findMyEndorsementId } from './find-my-endorsement-id.server';
import { sealQuestion, toQuestionView } from './sealed-question.server';

/**
 * Keeps an organisation's answer to the open question, sealed, for the organisers. There is none
 * to answer once somebody decided, the organisation withdrew, or the answer has come.
 */
export async function answerQuestion(
  ctx: Context,
  input: { token: string; answer: string },
): Promise<Result<object, 'unknown' | 'no-question' | 'answer-empty' | 'answer-too-long'>> {
  const answer = cleanText(input.answer);
  return ctx.db.transaction().execute(async (trx) => {
    const id = await findMyEndorsementId(trx, input.token);
    const row = id ? await lockEndorsement(trx, id) : undefined;
    if (!row) return { ok: false, reason: 'unknown' };
    const questions = await listQuestionRows(trx, { endorsementId: row.id });
    const open = questions.find(({ answered_at }) => !answered_at);
    if (!open || row.state !== 'waiting') return { ok: false, reason: 'no-question' };
    if (!answer) return { ok: false, reason: 'answer-empty' };
    if (answer.length > longestQuestion) return { ok: false, reason: 'answer-too-long' };
    const { question } = toQuestionView(ctx, open);
    await answerRow(trx, open.id, sealQuestion(ctx, open.id, { question, answer }));
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: 'endorsement.answered',
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
    });
    return { ok: true };
  });
}
