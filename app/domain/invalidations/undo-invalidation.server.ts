import type { Context } from '~/context.server';
import { updateInvalidation } from '~/db/invalidations.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { canBeUndone, type SelectionAction } from '../selections/selection';
import { type InvalidationState, invalidationTransitions } from './invalidation';
import { type InvalidationInput, withInvalidation } from './with-invalidation.server';

/**
 * Begins to put back what was done with the signatures of an invalidation, in batches as it was done. What its owner has
 * withdrawn or erased since stays gone. `wrong-state` unless it is done or was cancelled, and for mails, which cannot be taken back.
 */
export async function undoInvalidation(
  ctx: Context,
  input: InvalidationInput,
): Promise<Result<object, 'not-found' | 'wrong-state'>> {
  return withInvalidation<'wrong-state'>(ctx, input, async (trx, row) => {
    const next = invalidationTransitions[row.state as InvalidationState];
    if (!next.includes('undoing') || !canBeUndone(row.action as SelectionAction)) {
      return { ok: false, reason: 'wrong-state' };
    }
    await updateInvalidation(trx, row.id, { state: 'undoing', finished_at: null });
    await recordAudit(trx, {
      actor: input.actor,
      action: 'invalidation.undo-started',
      letterId: row.letter_id,
      object: { kind: 'invalidation', id: row.id },
      details: { count: row.done },
    });
    return { ok: true };
  });
}
