import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findLetterRow, type LetterRow } from '~/db/letters.server';
import { lockUpdate, type UpdateRow } from '~/db/updates.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import type { Actor } from '../organisers/organiser';
import { type WrittenUpdate, writtenUpdate } from './written-update.server';

export type UpdateInput = { slug: string; id: string; actor: Actor };
export type LockedUpdate = WrittenUpdate & { row: UpdateRow; letter: LetterRow };

/** Runs `act` on an update of this letter under its lock; one of another letter is not found. */
export async function withUpdate<Value extends object, Refusal extends string>(
  ctx: Context,
  input: Pick<UpdateInput, 'slug' | 'id'>,
  act: (trx: Transaction, update: LockedUpdate) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter || !isUuid(input.id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockUpdate(trx, input.id);
    if (row?.letter_id !== letter.id) return { ok: false as const, reason: 'not-found' as const };
    return act(trx, { row, letter, ...(await writtenUpdate(trx, row)) });
  });
}
