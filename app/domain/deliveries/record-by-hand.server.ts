import { createHash } from 'node:crypto';
import type { Context } from '~/context.server';
import { listDeliveryEvents } from '~/db/delivery-events.server';
import { holdsDeliveryPlace } from '~/db/delivery-places.server';
import { findLetterRow } from '~/db/letters.server';
import { readDatabaseClock } from '~/db/read-database-clock.server';
import { minutes } from '~/primitives/duration';
import { parseLocalTime } from '~/primitives/local-time';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Channel } from '../letters/letter-view';
import { actorKey } from '../organisers/name-actors.server';
import { type CleanScan, cleanScan, type ScanFault } from '../paper/clean-scan.server';
import type { DeliveryState } from './delivery';
import { keepEvidence } from './keep-evidence.server';
import { type LedgerLineForm, recordableStates, standingLines } from './ledger';
import { recordDeliveryState } from './record-delivery-state.server';
import { type DeliveryInput, withDelivery } from './with-delivery.server';

type Refusal =
  | ScanFault
  | 'when-missing'
  | 'in-future'
  | 'before-frozen'
  | 'before-last'
  | 'already-sent'
  | 'not-allowed';

/** Times are typed to the minute, and what they follow was recorded to the second. */
const typedTo = minutes(1);

/**
 * Records what a person says has happened to a delivery: the step, when (a local time of the
 * letter's zone), on what evidence, and a file made safe first (see `cleanScan`) and sealed.
 * Refused: a time to come by the database's clock, one before the copy was frozen or before the line
 * it follows, a step that the table does not allow, and a copy whose place another one has.
 */
export async function recordByHand(
  ctx: Context,
  input: DeliveryInput & { form: LedgerLineForm; file: Buffer | null },
): Promise<Result<{ eventId: number }, Refusal | 'not-found'>> {
  const { form, actor } = input;
  let file: CleanScan | null = null;
  if (input.file) {
    const made = await cleanScan(input.file);
    if (!made.ok) return made;
    file = made;
  }
  return withDelivery<{ eventId: number }, Refusal>(ctx, input, async (trx, row) => {
    const letter = await findLetterRow(trx, { id: row.letter_id });
    const happenedAt = parseLocalTime(form.happenedAt, letter?.time_zone ?? 'UTC');
    if (!happenedAt) return { ok: false, reason: 'when-missing' };
    if (happenedAt > (await readDatabaseClock(trx))) return { ok: false, reason: 'in-future' };
    const latest = happenedAt.getTime() + typedTo;
    if (latest < row.frozen_at.getTime()) return { ok: false, reason: 'before-frozen' };
    const last = standingLines(await listDeliveryEvents(trx, row.id)).at(-1);
    if (last && latest < (last.happened_at ?? last.at).getTime()) {
      return { ok: false, reason: 'before-last' };
    }
    const { channel } = row;
    const possible = recordableStates(row.state as DeliveryState, channel as Channel);
    if (!possible.includes(form.state)) return { ok: false, reason: 'not-allowed' };
    const takesPlace = form.state === 'accepted' && row.state !== 'unknown';
    const { target_id: targetId, letter_version_id: versionId, sequence } = row;
    if (takesPlace && (await holdsDeliveryPlace(trx, { targetId, versionId, sequence }))) {
      return { ok: false, reason: 'already-sent' };
    }
    const fileHash = file && createHash('sha256').update(file.bytes).digest('hex');
    const recorded = await recordDeliveryState(ctx, trx, {
      deliveryId: row.id,
      state: form.state,
      channel,
      evidence: fileHash ? `${form.evidence}, SHA-256 ${fileHash}` : form.evidence,
      evidenceKind: form.evidence,
      fileHash,
      happenedAt,
      by: actorKey(actor),
    });
    if (!recorded.ok) return { ok: false, reason: 'not-allowed' };
    const { eventId } = recorded;
    const note = { who: form.who, note: form.note };
    await keepEvidence(ctx, trx, { eventId, deliveryId: row.id, note, file });
    await recordAudit(trx, {
      actor,
      action: 'delivery.recorded',
      letterId: row.letter_id,
      object: { kind: 'delivery', id: row.id },
      details: { target: row.target, state: form.state, evidence: form.evidence, fileHash },
    });
    return { ok: true, eventId };
  });
}
