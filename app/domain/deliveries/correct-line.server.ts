import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { type DeliveryRow, insertDeliveryEvent, updateDeliveryRow } from '~/db/deliveries.server';
import { listDeliveryEvents } from '~/db/delivery-events.server';
import { holdsDeliveryPlace } from '~/db/delivery-places.server';
import { forgetReceipt } from '~/db/delivery-rooms.server';
import { cleanText } from '~/primitives/clean-text';
import { graphemeCount } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { queueWebhookCalls } from '../webhooks/queue-webhook-calls.server';
import { publicDeliveryStates } from './delivery';
import { keepEvidence } from './keep-evidence.server';
import { correctableLine, longestNote, standingLines } from './ledger';
import { type DeliveryInput, withDelivery } from './with-delivery.server';

type Refusal = 'not-correctable' | 'already-sent';

/**
 * Takes the last line that stands back by a further one that says so (`corrected: …`), with the
 * reason; the delivery is again in the state of the line before. Lines that a mail server's answer
 * made cannot be corrected, nor one that somebody has corrected already.
 */
export async function correctLine(
  ctx: Context,
  input: DeliveryInput & { eventId: number; why: string },
): Promise<Result<object, Refusal | 'why-missing' | 'note-long' | 'not-found'>> {
  const why = cleanText(input.why);
  if (why === '') return { ok: false, reason: 'why-missing' };
  if (graphemeCount(why) > longestNote) return { ok: false, reason: 'note-long' };
  const { actor, eventId } = input;
  return withDelivery<object, Refusal>(ctx, input, (trx, row) =>
    takeLineBack(ctx, trx, row, { eventId, why, actor }),
  );
}

/** The same inside a transaction that holds the delivery's lock. */
export async function takeLineBack(
  ctx: Context,
  trx: Transaction,
  row: DeliveryRow,
  correction: { eventId: number; why: string; actor: Actor },
): Promise<Result<object, Refusal>> {
  const { eventId, why, actor } = correction;
  const lines = await listDeliveryEvents(trx, row.id);
  const wrong = correctableLine(lines);
  const before = standingLines(lines).at(-2);
  if (wrong?.id !== eventId || !before) return { ok: false, reason: 'not-correctable' };
  const { target_id: targetId, letter_version_id: versionId, sequence } = row;
  const gaveUp = wrong.state === 'bounced';
  if (gaveUp && (await holdsDeliveryPlace(trx, { targetId, versionId, sequence }))) {
    return { ok: false, reason: 'already-sent' };
  }
  const has = publicDeliveryStates.some((state) => state === before.state);
  await updateDeliveryRow(trx, row.id, {
    state: before.state,
    ...(has || gaveUp ? {} : { accepted_at: null }),
  });
  if (wrong.evidence_kind === 'room' && wrong.state === 'acknowledged') {
    await forgetReceipt(trx, row.id);
  }
  const { state, channel } = before;
  const corrected = await insertDeliveryEvent(trx, {
    deliveryId: row.id,
    state,
    channel,
    evidence: `corrected: not ${wrong.state}`,
    recorded_by: actorKey(actor),
    corrects: wrong.id,
  });
  const note = { who: '', note: why };
  await keepEvidence(ctx, trx, { eventId: corrected, deliveryId: row.id, note, file: null });
  const data = { delivery: row.id, state, channel };
  await queueWebhookCalls(trx, { letterId: row.letter_id, event: 'delivery.recorded', data });
  await recordAudit(trx, {
    actor,
    action: 'delivery.corrected',
    letterId: row.letter_id,
    object: { kind: 'delivery', id: row.id },
    details: { target: row.target, from: wrong.state, to: state },
  });
  return { ok: true };
}
