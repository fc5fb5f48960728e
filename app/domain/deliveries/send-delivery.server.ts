import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import {
  type DeliveryRow,
  findDelivery,
  lockDelivery,
  updateDeliveryRow,
} from '~/db/deliveries.server';
import { countDeliveryMessages, listMailboxesServed } from '~/db/delivery-messages.server';
import { holdsDeliveryPlace, lockTarget, lockVersionForSending } from '~/db/delivery-places.server';
import { isBeingFrozen } from '~/db/delivery-preparations.server';
import { findLetterRow } from '~/db/letters.server';
import { readDatabaseClock } from '~/db/read-database-clock.server';
import { minutes } from '~/primitives/duration';
import { cleanLine } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { enqueueDeliveryMessage } from '../messages/enqueue-message.server';
import { recipientIndexOf } from '../messages/recipient-index.server';
import type { Actor } from '../organisers/organiser';
import { checkDossier } from './check-dossier.server';
import { countWithdrawnSince } from './count-withdrawn-since.server';
import { isOpen } from './delivery';
import { findChangeSince } from './find-change-since.server';
import { readFrozenPlace } from './read-frozen-place.server';
import { recordDeliveryState } from './record-delivery-state.server';
import { type NotReady, whyNotReady } from './why-not-ready.server';

/** How long a delivery can still be stopped. */
export const hold = minutes(10);

export type SendRefusal =
  | 'not-found'
  | 'confirm-mismatch'
  | 'already-sent'
  | 'not-prepared'
  /** It waits to be frozen anew. */
  | 'being-frozen'
  | 'not-email'
  | 'snapshot-stale'
  | 'text-changed'
  | 'target-changed'
  /** The time that was chosen is over. */
  | 'past'
  | NotReady;

/**
 * Queues a dossier, once, after its sender typed the addressee's name: a message for each recipient,
 * which no worker takes up before the hold of ten minutes is over, nor before `at`; the operator's
 * leaves at once. Version and target are locked, so that two organisers, a double click or two
 * prepared copies never send twice; a unique index stands behind the locks. A copy that another
 * delivery of this version has sent, or may have, is not sent again. Refused as stale when a name in
 * it has been withdrawn since, when the public text or the target are not those any more that it was
 * frozen for, and of an organiser when it is not tested, checked and approved.
 */
export async function sendDelivery(
  ctx: Context,
  input: { id: string; slug?: string; actor: Actor; confirm: string; at?: Date | null },
): Promise<Result<object, SendRefusal>> {
  const { actor } = input;
  // Looked at before any lock is held, because it reads the PDF and every name.
  const looked = actor.kind === 'operator' ? null : await checkDossier(ctx, input.id);
  return ctx.db.transaction().execute(async (trx) => {
    const found = await findDelivery(trx, input.id);
    if (!found || (input.slug && found.slug !== input.slug)) {
      return { ok: false, reason: 'not-found' };
    }
    if (found.channel !== 'email') return { ok: false, reason: 'not-email' };
    if (!matches(input.confirm, found.addressee)) return { ok: false, reason: 'confirm-mismatch' };
    await lockVersionForSending(trx, found.letter_version_id);
    await lockTarget(trx, found.target_id);
    // The target may have been changed while this waited for it.
    const known = (await findDelivery(trx, input.id)) ?? found;
    const refusal = await whyNotToSend(ctx, trx, known);
    if (refusal) return { ok: false, reason: refusal };
    const notReady = looked && (await whyNotReady({ ...ctx, db: trx }, known, actor, looked));
    if (notReady) return { ok: false, reason: notReady };
    const now = await readDatabaseClock(trx);
    if (input.at && input.at <= now) return { ok: false, reason: 'past' };
    const wait = actor.kind === 'operator' ? 0 : hold * ctx.config.retryScale;
    const leavesAt = new Date(Math.max(now.getTime() + wait, input.at?.getTime() ?? 0));
    const step = {
      deliveryId: known.id,
      state: 'queued',
      channel: 'email',
      evidence: actor.kind === 'operator' ? null : `not before ${leavesAt.toISOString()}`,
    } as const;
    const recorded = await recordDeliveryState(ctx, trx, step);
    if (!recorded.ok) return { ok: false, reason: 'not-prepared' };
    await updateDeliveryRow(trx, known.id, { leaves_at: leavesAt, released_at: null });
    const served = await enqueueEach(ctx, trx, known, leavesAt.getTime() - now.getTime());
    if (served.leftOut === 'addressee') throw new Error('the addressee was served meanwhile');
    await recordAudit(trx, {
      actor,
      action: 'delivery.sent',
      letterId: known.letter_id,
      object: { kind: 'delivery', id: known.id },
      details: {
        target: known.target,
        messageHash: known.message_hash,
        leavesAt: leavesAt.toISOString(),
        recipients: served.recipients,
      },
    });
    return { ok: true };
  });
}

/** Whether the dossier may be sent as it is now; the caller holds version and target. */
async function whyNotToSend(
  ctx: Context,
  trx: Transaction,
  known: DeliveryRow,
): Promise<SendRefusal | null> {
  const row = await lockDelivery(trx, known.id);
  if (!row) return 'not-found';
  const { sequence, letter_version_id: versionId, target_id: targetId } = row;
  if (await holdsDeliveryPlace(trx, { targetId, versionId, sequence })) return 'already-sent';
  if (!isOpen(row.state)) return 'not-prepared';
  if (await isBeingFrozen(trx, row.id)) return 'being-frozen';
  const earlier = await countDeliveryMessages(trx, { deliveryId: row.id, place: 0 });
  if (earlier.open > 0) return 'not-prepared';
  const inside = { ...ctx, db: trx };
  const letter = await findLetterRow(trx, { id: row.letter_id });
  const change = await findChangeSince(inside, known);
  if (change === 'text' || letter?.version_id !== versionId) return 'text-changed';
  if (change === 'target') return 'target-changed';
  if (sequence > 0 && !(await follows(trx, { targetId, versionId, sequence }))) {
    return 'already-sent';
  }
  if ((await countWithdrawnSince(inside, row)) > 0) return 'snapshot-stale';
  const { address } = await placeOf(inside, known);
  const served = await servedAmong(ctx, trx, known, [address]);
  return served.size > 0 ? 'already-sent' : null;
}

/** An addendum comes straight after the copy before it. */
function follows(
  trx: Transaction,
  { sequence, ...place }: { targetId: string; versionId: string; sequence: number },
): Promise<boolean> {
  return holdsDeliveryPlace(trx, { ...place, sequence: sequence - 1 });
}

function placeOf(ctx: Context, known: DeliveryRow) {
  const target = { id: known.target_id, sealed: known.sealed_target };
  return readFrozenPlace(ctx, { id: known.id, target });
}

function servedAmong(ctx: Context, trx: Transaction, known: DeliveryRow, mailboxes: string[]) {
  return listMailboxesServed(trx, {
    versionId: known.letter_version_id,
    sequence: known.sequence,
    deliveryId: known.id,
    recipients: mailboxes.map((mailbox) => recipientIndexOf(ctx, mailbox)),
  });
}

async function enqueueEach(ctx: Context, trx: Transaction, known: DeliveryRow, delay: number) {
  const { address, copies = [] } = await placeOf({ ...ctx, db: trx }, known);
  const mailboxes = [address, ...copies];
  const served = await servedAmong(ctx, trx, known, mailboxes);
  let recipients = 0;
  let leftOut: 'addressee' | null = null;
  for (const [place, to] of mailboxes.entries()) {
    if (served.has(recipientIndexOf(ctx, to).toString('hex'))) {
      if (place === 0) leftOut = 'addressee';
      continue;
    }
    const { id: deliveryId, message_id: messageId } = known;
    await enqueueDeliveryMessage(ctx, trx, { deliveryId, messageId, to, place, delay });
    recipients += 1;
  }
  return { recipients, leftOut };
}

/** Case and spacing are forgiven; the words are not. */
export function matches(typed: string, addressee: string): boolean {
  return cleanLine(typed).toLocaleLowerCase() === cleanLine(addressee).toLocaleLowerCase();
}
