import type { Context } from '~/context.server';
import type { Result } from '~/primitives/result';
import { invalidateOne } from '../invalidations/invalidate-one.server';
import type { LeaveOutReason } from '../signatures/signature';
import { closeCase } from './close-case.server';
import { type CaseInput, type CaseRefusal, withCase } from './with-case.server';

/**
 * Takes a reported signature out of the count and every list, as an invalidation of its own that can
 * be undone (its id is returned), and ends the case.
 */
export async function takeOutReported(
  ctx: Context,
  input: CaseInput & { because: LeaveOutReason },
): Promise<Result<{ invalidationId: string }, CaseRefusal>> {
  const { actor, because } = input;
  return withCase(ctx, input, async (trx, row, { id, number }) => {
    const invalidationId = await invalidateOne(ctx, trx, {
      letterId: row.letter_id,
      signature: { id, number, state: 'confirmed' },
      origin: 'reported',
      because,
      actor,
    });
    await closeCase(ctx, trx, row, { state: 'taken-out', actor, invalidationId });
    return { ok: true, invalidationId };
  });
}
