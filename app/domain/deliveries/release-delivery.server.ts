import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findDelivery, lockDelivery } from '~/db/deliveries.server';
import { markReleased } from '~/db/delivery-approval.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { alertSenders } from './alert-senders.server';
import { countWithdrawnSince } from './count-withdrawn-since.server';
import { isOpen } from './delivery';
import { findChangeSince } from './find-change-since.server';
import { recordDeliveryState } from './record-delivery-state.server';
import { takeBack } from './stop-delivery.server';

/**
 * Asked by the worker before each try for one recipient (`place`), in a transaction that holds the
 * message: may the letter leave now? The first time it is looked at once more whether somebody in it
 * has withdrawn, or text or target have changed, while it waited; then it is taken back, and those who
 * may send are told. The addressee's own message moves the delivery to `sending`.
 */
export async function releaseDelivery(
  ctx: Context,
  trx: Transaction,
  message: { deliveryId: string; place: number; attempt: number },
): Promise<Result<object, 'not-found' | 'not-allowed' | 'stale'>> {
  const { deliveryId, place, attempt } = message;
  const row = await lockDelivery(trx, deliveryId);
  if (!row) return { ok: false, reason: 'not-found' };
  if (isOpen(row.state) || row.state === 'withdrawn') return { ok: false, reason: 'not-allowed' };
  if (!row.released_at) {
    const stale = await findStaleness({ ...ctx, db: trx }, deliveryId);
    if (stale) {
      await takeBack(ctx, trx, row, `held back: ${stale}`);
      await alertSenders(ctx, trx, {
        deliveryId,
        news: 'held-back',
        key: `${deliveryId}:${stale}`,
      });
      await recordAudit(trx, {
        actor: { kind: 'system' },
        action: 'delivery.held-back',
        letterId: row.letter_id,
        object: { kind: 'delivery', id: deliveryId },
        details: { reason: stale },
      });
      return { ok: false, reason: 'stale' };
    }
    await markReleased(trx, deliveryId);
  }
  if (place > 0) return { ok: true };
  const evidence = `attempt ${attempt}`;
  const step = { deliveryId, state: 'sending', channel: 'email', evidence } as const;
  const recorded = await recordDeliveryState(ctx, trx, step);
  return recorded.ok ? { ok: true } : recorded;
}

async function findStaleness(ctx: Context, deliveryId: string): Promise<string | null> {
  const known = await findDelivery(ctx.db, deliveryId);
  if (!known || known.leaves_at === null) return null;
  const change = await findChangeSince(ctx, known);
  if (change === 'text') return 'the public text is another one';
  if (change === 'target') return 'the addressee was changed';
  const withdrawn = await countWithdrawnSince(ctx, known);
  return withdrawn > 0 ? 'somebody named in it has withdrawn' : null;
}
