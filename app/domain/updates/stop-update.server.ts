import type { Context } from '~/context.server';
import { skipUnsent } from '~/db/update-recipients.server';
import { finishUpdate } from '~/db/updates.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { SkipReason, UpdateState } from './update';
import { updateTransitions } from './update';
import { type UpdateInput, withUpdate } from './with-update.server';

/**
 * Stops an update for good, or throws one away that was not approved; `left` is how many people get
 * nothing by that. What has begun to leave is not called back; it leaves the public timeline.
 */
export async function stopUpdate(
  ctx: Context,
  input: UpdateInput,
): Promise<Result<{ left: number }, 'not-found' | 'wrong-state'>> {
  return withUpdate<{ left: number }, 'wrong-state'>(ctx, input, async (trx, { row }) => {
    if (!updateTransitions[row.state as UpdateState].includes('cancelled')) {
      return { ok: false, reason: 'wrong-state' };
    }
    const left = await skipUnsent(trx, row.id, 'stopped' satisfies SkipReason);
    await finishUpdate(trx, row.id, 'cancelled');
    await recordAudit(trx, {
      actor: input.actor,
      action: 'update.stopped',
      letterId: row.letter_id,
      object: { kind: 'update', id: row.id },
      details: { before: row.state, left, of: row.recipients },
    });
    return { ok: true, left };
  });
}
