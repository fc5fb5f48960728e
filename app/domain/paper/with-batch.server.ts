import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findLetterRow } from '~/db/letters.server';
import { lockBatch, type PaperBatchRow } from '~/db/paper-batches.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import type { Actor } from '../organisers/organiser';

export type BatchInput = { slug: string; id: string; actor: Actor };

/** Runs `act` on a batch of this letter under its lock; one of another letter is not found. */
export async function withBatch<Done extends object, Refusal extends string>(
  ctx: Context,
  input: Pick<BatchInput, 'slug' | 'id'>,
  act: (trx: Transaction, row: PaperBatchRow) => Promise<Result<Done, Refusal>>,
): Promise<Result<Done, Refusal | 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter || !isUuid(input.id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockBatch(trx, input.id);
    if (row?.letter_id !== letter.id) return { ok: false, reason: 'not-found' };
    return act(trx, row);
  });
}
