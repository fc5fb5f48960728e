import type { Context } from '~/context.server';
import { findDelivery } from '~/db/deliveries.server';
import { lockRoom, markReceived } from '~/db/delivery-rooms.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { DeliveryState } from '../deliveries/delivery';
import { deliveryTransitions } from '../deliveries/delivery';
import { keepEvidence } from '../deliveries/keep-evidence.server';
import { recordDeliveryState } from '../deliveries/record-delivery-state.server';
import { withDelivery } from '../deliveries/with-delivery.server';
import { findRoom, type RoomKey } from './find-room.server';
import type { ReceiptForm } from './room';

const actor = { kind: 'system' } as const;

/**
 * The addressee says in the room that the letter was received: a line in the ledger with "in the room"
 * as its evidence, name and reference number sealed beside it, and the link ends 30 days later. Said
 * again, nothing changes. Where the table allows no such line any more, the room alone remembers it.
 */
export async function confirmReceipt(
  ctx: Context,
  input: RoomKey & { form: ReceiptForm },
): Promise<Result<object, 'closed'>> {
  const room = await findRoom(ctx, input);
  if (!room.ok) return room;
  const known = await findDelivery(ctx.db, room.deliveryId);
  if (!known) return { ok: false, reason: 'closed' };
  const key = { slug: known.slug, id: known.id };
  const done = await withDelivery<object, 'closed'>(ctx, key, async (trx, row) => {
    const locked = await lockRoom(trx, room.id);
    if (!locked || locked.revoked_at) return { ok: false, reason: 'closed' };
    if (locked.received_at) return { ok: true };
    await markReceived(trx, room.id);
    const state = 'acknowledged' as const;
    if (deliveryTransitions[row.state as DeliveryState].includes(state)) {
      const recorded = await recordDeliveryState(ctx, trx, {
        deliveryId: row.id,
        state,
        channel: row.channel,
        evidence: 'in the room',
        evidenceKind: 'room',
        by: 'room',
      });
      if (!recorded.ok) throw new Error(`a step that the table allows: ${recorded.reason}`);
      const { name: who, reference } = input.form;
      const note = { who, note: reference && `Reference: ${reference}` };
      const { eventId } = recorded;
      await keepEvidence(ctx, trx, { eventId, deliveryId: row.id, note, file: null });
    }
    await recordAudit(trx, {
      actor,
      action: 'room.received',
      letterId: row.letter_id,
      object: { kind: 'delivery', id: row.id },
      details: { target: row.target },
    });
    return { ok: true };
  });
  return done.ok ? done : { ok: false, reason: 'closed' };
}
