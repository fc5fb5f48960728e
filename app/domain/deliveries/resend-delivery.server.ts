import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { type DeliveryRow, findDelivery, lockDelivery } from '~/db/deliveries.server';
import { listMailboxesServed, listRecipientMessages } from '~/db/delivery-messages.server';
import { holdsDeliveryPlace, lockTarget, lockVersionForSending } from '~/db/delivery-places.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { enqueueDeliveryMessage } from '../messages/enqueue-message.server';
import { recipientIndexOf } from '../messages/recipient-index.server';
import type { Actor } from '../organisers/organiser';
import { isOpen } from './delivery';
import { readFrozenPlace } from './read-frozen-place.server';
import { recordDeliveryState } from './record-delivery-state.server';
import { matches } from './send-delivery.server';

/**
 * Sends what is `unknown`, failed or came back once more to one recipient (`place`: 0 the addressee, else a copy)
 * because a person says so: the same bytes with the same Message-ID, so that a server that has it
 * already can tell. No other recipient gets anything.
 */
export async function resendDelivery(
  ctx: Context,
  input: { id: string; slug?: string; actor: Actor; confirm: string; place?: number },
): Promise<Result<object, 'not-found' | 'confirm-mismatch' | 'not-resendable'>> {
  const { place = 0 } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const known = await findDelivery(trx, input.id);
    if (!known || (input.slug && known.slug !== input.slug)) {
      return { ok: false, reason: 'not-found' };
    }
    if (!matches(input.confirm, known.addressee)) return { ok: false, reason: 'confirm-mismatch' };
    await lockVersionForSending(trx, known.letter_version_id);
    await lockTarget(trx, known.target_id);
    const row = await lockDelivery(trx, known.id);
    const target = { id: known.target_id, sealed: known.sealed_target };
    const frozen = await readFrozenPlace({ ...ctx, db: trx }, { id: known.id, target });
    const to = [frozen.address, ...(frozen.copies ?? [])][place];
    if (!row || to === undefined) return { ok: false, reason: 'not-resendable' };
    const current = { ...known, state: row.state };
    const may =
      place === 0
        ? await mayAddressee(ctx, trx, current, to)
        : await mayCopy(ctx, trx, current, place, to);
    if (!may) return { ok: false, reason: 'not-resendable' };
    if (place === 0) {
      const step = { deliveryId: known.id, state: 'queued', channel: 'email', evidence: null };
      const recorded = await recordDeliveryState(ctx, trx, { ...step, state: 'queued' });
      if (!recorded.ok) return { ok: false, reason: 'not-resendable' };
    }
    const { id: deliveryId, message_id: messageId } = known;
    const queued = await enqueueDeliveryMessage(ctx, trx, { deliveryId, messageId, to, place });
    if (!queued) throw new Error('a message of this recipient is still on its way');
    await recordAudit(trx, {
      actor: input.actor,
      action: 'delivery.resent',
      letterId: known.letter_id,
      object: { kind: 'delivery', id: known.id },
      details: { target: known.target, from: row.state, ...(place > 0 && { copy: place }) },
    });
    return { ok: true };
  });
}

/** What failed or came back has given its place up, and another copy may have taken it since. */
async function mayAddressee(
  ctx: Context,
  trx: Transaction,
  known: DeliveryRow,
  to: string,
): Promise<boolean> {
  if (known.state === 'unknown') return true;
  if (known.state !== 'failed' && known.state !== 'bounced') return false;
  const { sequence, letter_version_id: versionId, target_id: targetId } = known;
  if (await holdsDeliveryPlace(trx, { targetId, versionId, sequence })) return false;
  return !(await isServed(ctx, trx, known, to));
}

/** Whether another delivery of this version has reached the mailbox, or may have. */
async function isServed(ctx: Context, trx: Transaction, known: DeliveryRow, to: string) {
  const served = await listMailboxesServed(trx, {
    versionId: known.letter_version_id,
    sequence: known.sequence,
    deliveryId: known.id,
    recipients: [recipientIndexOf(ctx, to)],
  });
  return served.size > 0;
}

async function mayCopy(
  ctx: Context,
  trx: Transaction,
  known: DeliveryRow,
  place: number,
  to: string,
): Promise<boolean> {
  if (isOpen(known.state) || known.state === 'withdrawn') return false;
  const messages = await listRecipientMessages(trx, known.id);
  const state = messages.find((one) => one.place === place)?.state;
  if (state !== 'unknown' && state !== 'failed' && state !== 'dead') return false;
  return !(await isServed(ctx, trx, known, to));
}
