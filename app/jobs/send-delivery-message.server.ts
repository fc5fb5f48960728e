import { createHash } from 'node:crypto';
import type { Context } from '~/context.server';
import { type ClaimedMessage, findFrozenMessage, lockLeasedMessage } from '~/db/messages.server';
import type { DeliveryState } from '~/domain/deliveries/delivery';
import { recordDeliveryState } from '~/domain/deliveries/record-delivery-state.server';
import { unsealDocument } from '~/domain/deliveries/sealed-delivery.server';
import type { SealedDelivery } from '~/domain/messages/enqueue-message.server';
import { messageSeal } from '~/domain/messages/message-seal';
import { captureMail } from '~/mail/capture-mail.server';
import { judgeDelivery, type Verdict } from './judge-outcome';
import { type Outbox, offerMessage, writeVerdict } from './outbox.server';
import { persistOutcome } from './persist-outcome.server';

type DeliveryVerdict = Verdict & { delivery: DeliveryState; evidence: string };
type Letter = { to: string; copies: string[]; subject: string; raw: Buffer };

/** The bytes exactly as they were frozen; null when they or the address cannot be opened. */
async function openLetter(
  ctx: Context,
  claimed: ClaimedMessage,
  deliveryId: string,
): Promise<Letter | null> {
  const frozen = await findFrozenMessage(ctx.db, deliveryId);
  if (!frozen || !claimed.sealed) return null;
  try {
    const sealed = ctx.keyring.unseal<SealedDelivery>(claimed.sealed, messageSeal(claimed.id));
    const { to, copies = [] } = sealed;
    const raw = unsealDocument(ctx, deliveryId, 'message', frozen.sealed_message);
    const hash = createHash('sha256').update(raw).digest('hex');
    return hash === frozen.message_hash ? { to, copies, subject: frozen.subject, raw } : null;
  } catch {
    return null;
  }
}

/** Asks, under the message's and the delivery's row locks, whether the letter may still leave. */
async function beginSending(outbox: Outbox, claimed: ClaimedMessage, deliveryId: string) {
  const { ctx, owner } = outbox;
  return ctx.db.transaction().execute(async (trx) => {
    if ((await lockLeasedMessage(trx, { id: claimed.id, owner })) !== 'unsent') return false;
    const recorded = await recordDeliveryState(ctx, trx, {
      deliveryId,
      state: 'sending',
      channel: 'email',
      evidence: `attempt ${claimed.attempts}`,
    });
    if (recorded.ok) return true;
    const answer = `not to be sent: ${recorded.reason}`;
    await writeVerdict(outbox, trx, claimed.id, { state: 'dead', answer }, { scrub: false });
    return false;
  });
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
  const outcome = await offerMessage(outbox, claimed.id, { smtpUrl: config.smtpUrl, ...letter });
  return judgeDelivery(outcome, claimed, config.retryScale);
}

/**
 * Sends the frozen letter of a delivery, or captures it. The delivery's state changes in the same
 * transaction as the message, and an ambiguous end is reported at once for an operator to decide.
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
    const recorded = await recordDeliveryState(ctx, trx, {
      deliveryId,
      state: verdict.delivery,
      channel: 'email',
      evidence: verdict.evidence,
    });
    if (!recorded.ok) {
      ctx.log.error({ event: 'delivery-state-refused', deliveryId, reason: recorded.reason });
    }
  });
  ctx.log.info({ event: 'delivery', deliveryId, state: verdict.delivery });
}

/** The line an operator's alert is set on; it holds no personal data. */
export function reportUnknown(ctx: Context, deliveryId: string): void {
  ctx.log.error(
    { event: 'delivery-unknown', deliveryId },
    'a letter may or may not have arrived; nothing sends it again by itself',
  );
}
