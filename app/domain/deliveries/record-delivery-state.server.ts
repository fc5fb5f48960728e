import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertDeliveryEvent, lockDelivery, updateDeliveryRow } from '~/db/deliveries.server';
import type { Result } from '~/primitives/result';
import { queueWebhookCalls } from '../webhooks/queue-webhook-calls.server';
import { type DeliveryState, deliveryTransitions } from './delivery';

/**
 * Moves a delivery to a state and writes the line in the ledger, both or neither. Refuses every
 * step that the table of transitions does not allow. `evidence` is a server's answer or what an
 * organiser holds in hand, without personal data.
 */
export async function recordDeliveryState(
  ctx: Context,
  trx: Transaction,
  input: { deliveryId: string; state: DeliveryState; channel: string; evidence: string | null },
): Promise<Result<object, 'not-found' | 'not-allowed'>> {
  const row = await lockDelivery(trx, input.deliveryId);
  if (!row) return { ok: false, reason: 'not-found' };
  const allowed = deliveryTransitions[row.state as DeliveryState];
  if (!allowed.includes(input.state)) return { ok: false, reason: 'not-allowed' };
  const received = input.state === 'accepted' || input.state === 'captured';
  await updateDeliveryRow(trx, row.id, {
    state: input.state,
    ...(received ? { accepted_at: ctx.clock.now() } : {}),
  });
  const { deliveryId, state, channel, evidence } = input;
  await insertDeliveryEvent(trx, { deliveryId, state, channel, evidence });
  const data = { delivery: deliveryId, state, channel };
  await queueWebhookCalls(trx, { letterId: row.letter_id, event: 'delivery.recorded', data });
  return { ok: true };
}
