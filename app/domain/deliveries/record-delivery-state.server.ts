import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { insertDeliveryEvent, lockDelivery, updateDeliveryRow } from '~/db/deliveries.server';
import type { Result } from '~/primitives/result';
import { queueWebhookCalls } from '../webhooks/queue-webhook-calls.server';
import { type DeliveryState, deliveryTransitions } from './delivery';
import type { EvidenceKind } from './ledger';

export type RecordedStep = {
  deliveryId: string;
  state: DeliveryState;
  channel: string;
  /** A server's answer or what somebody holds in hand, without personal data. */
  evidence: string | null;
  evidenceKind?: EvidenceKind;
  /** Hex SHA-256 of a file that lies beside the line. */
  fileHash?: string | null;
  /** When it happened, if that was not now. */
  happenedAt?: Date;
  /** Who recorded it: an organiser's id, `operator`, `system` or `room`; nobody for the worker. */
  by?: string;
};

/**
 * Moves a delivery to a state and writes the line in the ledger, both or neither; returns the line's
 * number. Refuses every step that the table of transitions does not allow.
 */
export async function recordDeliveryState(
  ctx: Context,
  trx: Transaction,
  step: RecordedStep,
): Promise<Result<{ eventId: number }, 'not-found' | 'not-allowed'>> {
  const row = await lockDelivery(trx, step.deliveryId);
  if (!row) return { ok: false, reason: 'not-found' };
  const allowed = deliveryTransitions[row.state as DeliveryState];
  if (!allowed.includes(step.state)) return { ok: false, reason: 'not-allowed' };
  const received = step.state === 'accepted' || step.state === 'captured';
  await updateDeliveryRow(trx, row.id, {
    state: step.state,
    ...(received ? { accepted_at: step.happenedAt ?? ctx.clock.now() } : {}),
  });
  const { deliveryId, state, channel, evidence } = step;
  const eventId = await insertDeliveryEvent(trx, {
    deliveryId,
    state,
    channel,
    evidence,
    evidence_kind: step.evidenceKind,
    file_hash: step.fileHash,
    happened_at: step.happenedAt,
    recorded_by: step.by,
  });
  const data = { delivery: deliveryId, state, channel };
  await queueWebhookCalls(trx, { letterId: row.letter_id, event: 'delivery.recorded', data });
  return { ok: true, eventId };
}
