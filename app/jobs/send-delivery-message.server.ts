import { createHash } from 'node:crypto';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findFrozenMessage } from '~/db/deliveries.server';
import { type ClaimedMessage, lockLeasedMessage } from '~/db/messages.server';
import { alertSenders } from '~/domain/deliveries/alert-senders.server';
import type { DeliveryState } from '~/domain/deliveries/delivery';
import { recordDeliveryState } from '~/domain/deliveries/record-delivery-state.server';
import { releaseDelivery } from '~/domain/deliveries/release-delivery.server';
import { unsealDocument } from '~/domain/deliveries/sealed-delivery.server';
import {
  enqueueDeliveryMessage,
  type SealedDelivery,
} from '~/domain/messages/enqueue-message.server';
import { messageSeal } from '~/domain/messages/message-seal';
import { captureMail } from '~/mail/capture-mail.server';
import { judgeDelivery, type Verdict } from './judge-outcome';
import { type Outbox, offerMessage, writeVerdict } from './outbox.server';
import { persistOutcome } from './persist-outcome.server';

type DeliveryVerdict = Verdict & { delivery: DeliveryState; evidence: string };
type Letter = { to: string; subject: string; raw: Buffer };

/** Somebody is told within a minute: less than a whole try, plus the reaper's round. */
const answerWithin = 54;

/** The bytes exactly as they were frozen; null when they or the address cannot be opened. */
async function openLetter(
  ctx: Context,
  claimed: ClaimedMessage,
  deliveryId: string,
): Promise<Letter | null> {
  const frozen = await findFrozenMessage(ctx.db, deliveryId);
  if (!frozen || !claimed.sealed) return null;
  try {
    const { to } = ctx.keyring.unseal<SealedDelivery>(claimed.sealed, messageSeal(claimed.id));
    const raw = unsealDocument(ctx, deliveryId, 'message', frozen.sealed_message);
    const hash = createHash('sha256').update(raw).digest('hex');
    return hash === frozen.message_hash ? { to, subject: frozen.subject, raw } : null;
  } catch {
    return null;
  }
}

/** Asks, under the message's and the delivery's row locks, whether the letter may still leave. */
async function beginSending(outbox: Outbox, claimed: ClaimedMessage, deliveryId: string) {
  const { ctx, owner } = outbox;
  return ctx.db.transaction().execute(async (trx) => {
    if ((await lockLeasedMessage(trx, { id: claimed.id, owner })) !== 'unsent') return false;
    const { recipient_place: place, attempts: attempt } = claimed;
    const released = await releaseDelivery(ctx, trx, { deliveryId, place, attempt });
    if (released.ok) {
      await writeCopiesApart(ctx, trx, claimed, deliveryId);
      return true;
    }
    const answer = `not to be sent: ${released.reason}`;
    await writeVerdict(outbox, trx, claimed.id, { state: 'dead', answer }, { scrub: false });
    return false;
  });
}

/** What an earlier program queued had its copies in one message: each gets its own, once. */
async function writeCopiesApart(
  ctx: Context,
  trx: Transaction,
  claimed: ClaimedMessage,
  deliveryId: string,
): Promise<void> {
  if (!claimed.sealed || claimed.recipient_place > 0 || claimed.attempts > 1) return;
  const { copies = [] } = ctx.keyring.unseal<SealedDelivery>(
    claimed.sealed,
    messageSeal(claimed.id),
  );
  for (const [index, to] of copies.entries()) {
    const messageId = claimed.message_id;
    await enqueueDeliveryMessage(ctx, trx, { deliveryId, messageId, to, place: index + 1 });
  }
}

async function decide(
  outbox: Outbox,
  claimed: ClaimedMessage,
  letter: Letter | null,
): Promise<DeliveryVerdict> {
  const { config } = outbox.ctx;
  if (!letter) {
    const answer = 'the frozen message cannot be read';
    return { state: 'dead', answer, delivery: 'failed', evidence: answer };
  }
  if (config.delivery === 'capture' || !config.smtpUrl) {
    const answer = 'captured, it did not leave';
    return { state: 'sent', answer, delivery: 'captured', evidence: answer };
  }
  const { smtpUrl, retryScale } = config;
  const outcome = await offerMessage(outbox, claimed.id, { smtpUrl, answerWithin, ...letter });
  return judgeDelivery(outcome, claimed, retryScale);
}

/**
 * Sends the frozen letter of a delivery to one recipient, or captures it. What becomes of the
 * addressee's message is the delivery's state, written in the same transaction; a copy's stays with
 * its message. An ambiguous end, or a refusal for good, is reported at once for people to decide.
 */
export async function sendDeliveryMessage(
  outbox: Outbox,
  claimed: ClaimedMessage,
  deliveryId: string,
): Promise<void> {
  const { ctx } = outbox;
  if (!(await beginSending(outbox, claimed, deliveryId))) return;
  const letter = await openLetter(ctx, claimed, deliveryId);
  const verdict = await decide(outbox, claimed, letter);
  if (verdict.delivery === 'unknown') reportUnknown(ctx, deliveryId);
  await persistOutcome(outbox, async (trx) => {
    const written = await writeVerdict(outbox, trx, claimed.id, verdict, { scrub: false });
    if (!written) return ctx.log.warn({ event: 'lease-lost', messageId: claimed.id });
    if (letter && verdict.delivery === 'captured') {
      const { to, subject, raw } = letter;
      await captureMail(ctx.keyring, trx, { to, subject, raw, links: [], code: null });
    }
    if (claimed.recipient_place === 0) await recordVerdict(ctx, trx, deliveryId, verdict);
    const { delivery: state } = verdict;
    if (state === 'unknown' || state === 'failed') {
      const key = `${claimed.id}:${claimed.attempts}`;
      await alertSenders(ctx, trx, { deliveryId, news: state, key });
    }
  });
  ctx.log.info({ event: 'delivery', deliveryId, state: verdict.delivery });
}

async function recordVerdict(
  ctx: Context,
  trx: Transaction,
  deliveryId: string,
  { delivery: state, evidence }: DeliveryVerdict,
): Promise<void> {
  const step = { deliveryId, state, channel: 'email', evidence };
  const recorded = await recordDeliveryState(ctx, trx, step);
  if (recorded.ok) return;
  ctx.log.error({ event: 'delivery-state-refused', deliveryId, reason: recorded.reason });
}

/** The line an operator's alert is set on; it holds no personal data. */
export function reportUnknown(ctx: Context, deliveryId: string): void {
  ctx.log.error(
    { event: 'delivery-unknown', deliveryId },
    'a letter may or may not have arrived; nothing sends it again by itself',
  );
}
