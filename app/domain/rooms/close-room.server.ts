import type { Context } from '~/context.server';
import { revokeRoom } from '~/db/delivery-rooms.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { type DeliveryInput, withDelivery } from '../deliveries/with-delivery.server';

/** Ends the open room of a delivery with every session in it, at once. */
export async function closeRoom(
  ctx: Context,
  input: DeliveryInput,
): Promise<Result<object, 'not-found' | 'no-room'>> {
  return withDelivery<object, 'no-room'>(ctx, input, async (trx, row) => {
    if (!(await revokeRoom(trx, row.id))) return { ok: false, reason: 'no-room' };
    await recordAudit(trx, {
      actor: input.actor,
      action: 'room.revoked',
      letterId: row.letter_id,
      object: { kind: 'delivery', id: row.id },
      details: { target: row.target },
    });
    return { ok: true };
  });
}
