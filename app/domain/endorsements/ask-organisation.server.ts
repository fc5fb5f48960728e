import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { insertQuestion, listQuestionRows } from '~/db/endorsement-questions.server';
import { updateEndorsementRow } from '~/db/endorsements.server';
import { cleanText } from '~/primitives/clean-text';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import {
  type DecisionInput,
  type DecisionRefusal,
  isHeldByAnother,
} from './decide-endorsement.server';
import { lockEndorsementOf } from './lock-endorsement-of.server';
import { sealQuestion } from './sealed-question.server';
import { tellRepresentative } from './tell-representative.server';

/** In UTF-16 units; answers too. */
export const longestQuestion = 1000;

/**
 * Asks the representative of a waiting organisation, by mail and on the page of its endorsement,
 * and lets go of it: it goes on waiting. One question at a time; the words are stored sealed.
 */
export async function askOrganisation(
  ctx: Context,
  input: DecisionInput & { question: string },
): Promise<
  Result<object, DecisionRefusal | 'question-missing' | 'question-too-long' | 'already-asked'>
> {
  const { actor } = input;
  const question = cleanText(input.question);
  if (!question) return { ok: false, reason: 'question-missing' };
  if (question.length > longestQuestion) return { ok: false, reason: 'question-too-long' };
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockEndorsementOf(trx, input);
    if (!row) return { ok: false, reason: 'not-found' };
    if (row.state !== 'waiting') return { ok: false, reason: 'not-waiting' };
    if (isHeldByAnother(ctx, row, actor)) return { ok: false, reason: 'held' };
    const earlier = await listQuestionRows(trx, { endorsementId: row.id });
    if (earlier.some(({ answered_at }) => !answered_at)) {
      return { ok: false, reason: 'already-asked' };
    }
    const id = randomUUID();
    await insertQuestion(trx, {
      id,
      endorsement_id: row.id,
      sealed: sealQuestion(ctx, id, { question, answer: null }),
      asked_by: actor.kind === 'organiser' ? actor.organiserId : null,
    });
    await updateEndorsementRow(trx, row.id, { held_by: null, held_until: null });
    await recordAudit(trx, {
      actor,
      action: 'endorsement.asked',
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
    });
    await tellRepresentative(ctx, trx, row, { state: 'asked', question });
    return { ok: true };
  });
}
