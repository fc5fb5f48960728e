import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { countDeliveryMessages } from '~/db/delivery-messages.server';
import { enqueueMessage } from '~/db/messages.server';
import type { Duration } from '~/primitives/duration';
import { bulkKinds, type PersonalMessage } from './message';
import { messageSeal } from './message-seal';
import { recipientIndexOf } from './recipient-index.server';

/**
 * What is sealed in the outbox for one recipient of a letter: its bytes stay with the delivery.
 * `copies` only in what an earlier program queued, which sent them along.
 */
export type SealedDelivery = { kind: 'delivery'; to: string; copies?: string[] };

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function recipientColumns(ctx: Context, address: string) {
  return {
    recipient_index: recipientIndexOf(ctx, address),
    recipient_domain_index: ctx.keyring.blindIndex('recipient-domain', domainOf(address)),
  };
}

/**
 * Queues a mail to a person in the caller's transaction: it leaves if and only if that commits, and
 * not before `delay` milliseconds. With a `dedupeKey` that was used before nothing changes, and the
 * answer is false. The Message-ID is chosen here, so every try carries the same one (RFC 5322
 * §3.6.4). Whether the mailbox may get it is decided by `mailIfAllowed`, around this.
 */
export async function enqueuePersonalMessage(
  ctx: Context,
  trx: Transaction,
  message: PersonalMessage,
  dedupeKey: string,
  delay: Duration = 0,
): Promise<boolean> {
  const id = randomUUID();
  const { kind, to } = message;
  return enqueueMessage(trx, delay, {
    id,
    kind,
    priority: bulkKinds.some((one) => one === kind) ? 1 : 0,
    dedupe_key: dedupeKey,
    message_id: `<${kind}.${id}@${domainOf(ctx.config.mailFrom.address)}>`,
    sealed: ctx.keyring.seal(message, messageSeal(id)),
    ...recipientColumns(ctx, to),
  });
}

/** What is sealed in the outbox for a trial of a dossier, which is made again from what was frozen. */
export type SealedTrial = {
  kind: 'delivery-test';
  to: string;
  deliveryId: string;
  /** The bytes that are meant; a trial of others is not sent. */
  hash: string;
  /** With the names in the annex that only the addressee is given. */
  withNames: boolean;
};

/** Queues a trial of a dossier, with a Message-ID of its own; it is no message of the delivery. */
export async function enqueueTrial(
  ctx: Context,
  trx: Transaction,
  trial: Omit<SealedTrial, 'kind'>,
): Promise<void> {
  const id = randomUUID();
  const sealed: SealedTrial = { kind: 'delivery-test', ...trial };
  await enqueueMessage(trx, 0, {
    id,
    kind: sealed.kind,
    dedupe_key: `${sealed.kind}:${id}`,
    message_id: `<delivery-test.${id}@${domainOf(ctx.config.mailFrom.address)}>`,
    sealed: ctx.keyring.seal(sealed, messageSeal(id)),
    ...recipientColumns(ctx, trial.to),
  });
}

/**
 * Queues the frozen letter of a delivery for one recipient, due after `delay` milliseconds, in the
 * caller's transaction, which holds the delivery's lock. While a message for this recipient is still
 * on its way a second call changes nothing and gives false; after it has ended, one more is an
 * explicit resend.
 */
export async function enqueueDeliveryMessage(
  ctx: Context,
  trx: Transaction,
  delivery: { deliveryId: string; messageId: string; to: string; place: number; delay?: Duration },
): Promise<boolean> {
  const { deliveryId, messageId, to, place, delay = 0 } = delivery;
  const id = randomUUID();
  const earlier = await countDeliveryMessages(trx, { deliveryId, place });
  if (earlier.open > 0) return false;
  const sealed: SealedDelivery = { kind: 'delivery', to };
  const copy = place > 0 ? `copy-${place}:` : '';
  return enqueueMessage(trx, delay, {
    id,
    kind: sealed.kind,
    dedupe_key: `delivery:${deliveryId}:${copy}${earlier.all + 1}`,
    message_id: messageId,
    delivery_id: deliveryId,
    recipient_place: place,
    sealed: ctx.keyring.seal(sealed, messageSeal(id)),
    ...recipientColumns(ctx, to),
  });
}
