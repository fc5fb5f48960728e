import type { Context } from '~/context.server';
import { finishInvalidation } from '~/db/invalidations.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { type InvalidationInput, withInvalidation } from './with-invalidation.server';

/**
 * Stops an invalidation that is running, at the end of a batch. What was taken out stays out until
 * it is undone. `wrong-state` when it was over already.
 */
export async function cancelInvalidation(
  ctx: Context,
  input: InvalidationInput,
): Promise<Result<object, 'not-found' | 'wrong-state'>> {
  return withInvalidation<'wrong-state'>(ctx, input, async (trx, row) => {
    if (row.state !== 'running') return { ok: false, reason: 'wrong-state' };
    await finishInvalidation(trx, row.id, 'cancelled');
    await recordAudit(trx, {
      actor: input.actor,
      action: 'invalidation.cancelled',
      letterId: row.letter_id,
      object: { kind: 'invalidation', id: row.id },
      details: { takenOut: row.done, of: row.expected },
    });
    return { ok: true };
  });
}
