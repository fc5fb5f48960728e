import type { Context } from '~/context.server';
import { updateInvalidation } from '~/db/invalidations.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { countHoldsFor, longestReason } from './invalidation';
import { type InvalidationInput, withInvalidation } from './with-invalidation.server';

type Refusal =
  | 'not-found'
  | 'wrong-state'
  | 'outdated'
  | 'reason-missing'
  | 'reason-too-long'
  | 'count-mismatch';

/**
 * Starts what was counted: from now on the worker takes the frozen signatures out in batches. Needs a
 * reason and, as `confirm`, the count that was shown. `outdated` after a day, `wrong-state` for
 * the second press.
 */
export async function startInvalidation(
  ctx: Context,
  input: InvalidationInput & { reason: string; confirm: string },
): Promise<Result<object, Refusal>> {
  const reason = input.reason.trim();
  return withInvalidation<Refusal>(ctx, input, async (trx, row) => {
    if (row.state !== 'counted') return { ok: false, reason: 'wrong-state' };
    if (row.age > countHoldsFor) return { ok: false, reason: 'outdated' };
    if (!reason) return { ok: false, reason: 'reason-missing' };
    if (reason.length > longestReason) return { ok: false, reason: 'reason-too-long' };
    if (input.confirm.replaceAll(/[\s,.'’]/g, '') !== String(row.expected)) {
      return { ok: false, reason: 'count-mismatch' };
    }
    await updateInvalidation(trx, row.id, { state: 'running', reason });
    await recordAudit(trx, {
      actor: input.actor,
      action: 'invalidation.started',
      letterId: row.letter_id,
      object: { kind: 'invalidation', id: row.id },
      details: { count: row.expected },
    });
    return { ok: true };
  });
}
