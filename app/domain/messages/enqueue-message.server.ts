import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { countFinishedMessages, enqueueMessage } from '~/db/messages.server';
import type { Duration } from '~/primitives/duration';
import { bulkKinds, type PersonalMessage } from './message';
import { messageSeal } from './message-seal';
import { recipientIndexOf } from './recipient-index.server';

/** What is sealed in the outbox for a letter: its bytes stay with the delivery. */
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

/**
 * Queues the frozen letter of a delivery in the caller's transaction, which holds the delivery's
 * lock. While a message of this delivery is still on its way a second call changes nothing; after
 * it has ended, one more is an explicit resend.
 */
export async function enqueueDeliveryMessage(
  ctx: Context,
  trx: Transaction,
  delivery: { deliveryId: string; messageId: string; to: string; copies?: string[] },
): Promise<void> {
  const id = randomUUID();
  const sendNumber = 1 + (await countFinishedMessages(trx, delivery.deliveryId));
  const sealed: SealedDelivery = { kind: 'delivery', to: delivery.to, copies: delivery.copies };
  await enqueueMessage(trx, 0, {
    id,
    kind: sealed.kind,
    dedupe_key: `delivery:${delivery.deliveryId}:${sendNumber}`,
    message_id: delivery.messageId,
    delivery_id: delivery.deliveryId,
    sealed: ctx.keyring.seal(sealed, messageSeal(id)),
    ...recipientColumns(ctx, delivery.to),
  });
}
