import type { Context } from '~/context.server';
import { lockFlagged, markFlagsSeen } from '~/db/held-signatures.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { invalidateOne } from '../invalidations/invalidate-one.server';
import { actorKey } from '../organisers/name-actors.server';
import type { HeldDecisionInput } from './decide-held.server';
import type { LeaveOutReason } from './signature';

/**
 * Takes a flagged signature out of the count as an invalidation of its own, which can be undone;
 * returns that one's id. `not-waiting` when somebody else decided before, or its owner withdrew.
 */
export async function takeOutFlagged(
  ctx: Context,
  input: HeldDecisionInput & { because: LeaveOutReason },
): Promise<Result<{ number: number; invalidationId: string }, 'not-found' | 'not-waiting'>> {
  const { actor, because } = input;
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter || !isUuid(input.id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockFlagged(trx, { id: input.id, letterId: letter.id });
    if (!row) return { ok: false, reason: 'not-waiting' };
    await markFlagsSeen(trx, row.id, actorKey(actor));
    const { number } = row;
    const signature = { id: row.id, number, state: 'confirmed' as const };
    const taken = { letterId: letter.id, signature, origin: 'flagged', because, actor } as const;
    return { ok: true, number, invalidationId: await invalidateOne(ctx, trx, taken) };
  });
}
