import type { Context } from '~/context.server';
import { findDelivery } from '~/db/deliveries.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { type DeliveryState, deliveryTransitions } from './delivery';
import { recordDeliveryState } from './record-delivery-state.server';
import { withDelivery } from './with-delivery.server';

type Report = readonly { action: 'failed' | 'delayed'; status: string }[];

/**
 * Takes a delivery report about a letter: `bounced`, with the status code that the server gave. A
 * delay changes nothing, nor does a report about a copy that has come back before or was answered.
 */
export async function recordDeliveryBounce(
  ctx: Context,
  input: { deliveryId: string; recipients: Report; actor: Actor },
): Promise<Result<object, 'not-found' | 'nothing-failed' | 'not-allowed'>> {
  const failed = input.recipients.find(({ action }) => action === 'failed');
  if (!failed) return { ok: false, reason: 'nothing-failed' };
  const known = await findDelivery(ctx.db, input.deliveryId);
  if (!known) return { ok: false, reason: 'not-found' };
  const key = { slug: known.slug, id: known.id };
  return withDelivery<object, 'not-allowed' | 'not-found'>(ctx, key, async (trx, row) => {
    const state = 'bounced' as const;
    if (!deliveryTransitions[row.state as DeliveryState].includes(state)) {
      return { ok: false, reason: 'not-allowed' };
    }
    const recorded = await recordDeliveryState(ctx, trx, {
      deliveryId: row.id,
      state,
      channel: row.channel,
      evidence: `status ${failed.status}`,
      evidenceKind: 'bounce',
      by: 'system',
    });
    if (!recorded.ok) return recorded;
    await recordAudit(trx, {
      actor: input.actor,
      action: 'delivery.bounced',
      letterId: row.letter_id,
      object: { kind: 'delivery', id: row.id },
      details: { target: row.target, status: failed.status },
    });
    return { ok: true };
  });
}
