import type { Context } from '~/context.server';
import type { QuestionRow } from '~/db/endorsement-questions.server';

type Words = { question: string; answer: string | null };

export type QuestionView = Words & { id: string; askedAt: string; answeredAt: string | null };

/** Ciphertext of a question and its answer, bound to its row. */
export function sealQuestion(ctx: Context, id: string, words: Words): Buffer {
  return ctx.keyring.seal(words, `endorsement-question:${id}`);
}

/** A question with its answer, in words. */
export function toQuestionView(ctx: Context, row: QuestionRow): QuestionView {
  return {
    ...ctx.keyring.unseal<Words>(row.sealed, `endorsement-question:${row.id}`),
    id: row.id,
    askedAt: row.asked_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
  };
}
