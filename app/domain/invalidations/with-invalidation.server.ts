import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { lockInvalidation } from '~/db/invalidations.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import type { Actor } from '../organisers/organiser';

export type InvalidationInput = { slug: string; id: string; actor: Actor };
type Locked = NonNullable<Awaited<ReturnType<typeof lockInvalidation>>>;

/** Runs `act` on an invalidation of this letter under its lock; one of another letter is not found. */
export async function withInvalidation<Refusal extends string>(
  ctx: Context,
  input: Pick<InvalidationInput, 'slug' | 'id'>,
  act: (trx: Transaction, row: Locked) => Promise<Result<object, Refusal>>,
): Promise<Result<object, Refusal | 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter || !isUuid(input.id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockInvalidation(trx, input.id);
    if (row?.letter_id !== letter.id) return { ok: false as const, reason: 'not-found' as const };
    return act(trx, row);
  });
}
