import type { Context } from '~/context.server';
import { listExpiredLeases, reapExpiredLease } from '~/db/messages.server';
import { alertSenders } from '~/domain/deliveries/alert-senders.server';
import type { DeliveryState } from '~/domain/deliveries/delivery';
import { recordDeliveryState } from '~/domain/deliveries/record-delivery-state.server';
import { atMostOnce } from '~/domain/messages/message';
import { reportUnknown } from './send-delivery-message.server';

const afterLease: Record<'queued' | 'unknown' | 'dead', DeliveryState> = {
  queued: 'deferred',
  unknown: 'unknown',
  dead: 'failed',
};

/**
 * Settles every message whose worker has gone silent, each in its own transaction together with
 * its delivery, so that one that cannot be settled holds up no other.
 */
export async function reapExpiredLeases(ctx: Context): Promise<void> {
  for (const expired of await listExpiredLeases(ctx.db)) {
    const { id, kind, delivery_id: deliveryId, recipient_place: place } = expired;
    try {
      const state = await ctx.db.transaction().execute(async (trx) => {
        const settled = await reapExpiredLease(trx, id, atMostOnce);
        if (settled && deliveryId && place === 0) {
          await recordDeliveryState(ctx, trx, {
            deliveryId,
            state: afterLease[settled],
            channel: 'email',
            evidence: 'the worker was lost while sending',
          });
        }
        if (settled === 'unknown' && deliveryId) {
          await alertSenders(ctx, trx, { deliveryId, news: 'unknown', key: `${id}:reaped` });
        }
        return settled;
      });
      if (state) ctx.log.warn({ event: 'lease-expired', messageId: id, kind, state });
      if (state === 'unknown' && deliveryId) reportUnknown(ctx, deliveryId);
    } catch (error) {
      ctx.log.error({ event: 'lease-stuck', messageId: id, kind, fault: (error as Error).name });
    }
  }
}
