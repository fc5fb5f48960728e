import type { Context } from '~/context.server';
import { listDeliveryRowsIn } from '~/db/deliveries.server';
import { saveUpdateChoices as saveChoices } from '~/db/updates.server';
import type { Result } from '~/primitives/result';
import { publicDeliveryStates } from '../deliveries/delivery';
import { markChanged } from './mark-changed.server';
import { isBeingWritten, type UpdateKind, type UpdateState } from './update';
import { type UpdateInput, withUpdate } from './with-update.server';

/**
 * Stores whether it is news or an answer, which delivery was answered, and whether it is to stand on
 * the public timeline; a change makes the update a draft again. A delivery has to be one of this
 * letter of which something is on public record, and only an answer has one.
 */
export async function saveUpdateChoices(
  ctx: Context,
  input: UpdateInput & { kind: UpdateKind; deliveryId: string | null; onTimeline: boolean },
): Promise<Result<{ changed: boolean }, 'not-found' | 'wrong-state' | 'no-such-delivery'>> {
  const { kind, onTimeline, actor } = input;
  const deliveryId = kind === 'answer' ? input.deliveryId : null;
  return withUpdate<{ changed: boolean }, 'wrong-state' | 'no-such-delivery'>(
    ctx,
    input,
    async (trx, { row }) => {
      if (!isBeingWritten(row.state as UpdateState)) return { ok: false, reason: 'wrong-state' };
      const known = await listDeliveryRowsIn(trx, row.letter_id, publicDeliveryStates);
      if (deliveryId && !known.some(({ id }) => id === deliveryId)) {
        return { ok: false, reason: 'no-such-delivery' };
      }
      const same =
        row.kind === kind && row.delivery_id === deliveryId && row.on_timeline === onTimeline;
      if (same) return { ok: true, changed: false };
      await saveChoices(trx, row.id, { kind, delivery_id: deliveryId, on_timeline: onTimeline });
      await markChanged(trx, { row, actor, details: { kind, onTimeline } });
      return { ok: true, changed: true };
    },
  );
}
