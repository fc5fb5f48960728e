import type { Context } from '~/context.server';
import { findBouncedMessage } from '~/db/bounces.server';
import type { Result } from '~/primitives/result';
import { recordDeliveryBounce } from '../deliveries/record-delivery-bounce.server';
import { matchDelivery } from '../replies/match-delivery.server';
import { readReturnPath } from './return-path.server';
import { suppressBounced } from './suppress-bounced.server';

/** What a delivery report says: to whom it came, and of each recipient what became of the mail. */
export type BounceReport = {
  addressedTo: readonly string[];
  recipients: readonly { action: 'failed' | 'delayed'; status: string }[];
  /** Message-IDs of the mail that it quotes. */
  about?: readonly string[];
};

export type BounceRefusal = 'not-configured' | 'not-ours' | 'unknown-message' | 'nothing-failed';

export type BounceEffect = 'suppressed' | 'counted' | 'repeated' | 'on-ledger';

/**
 * Takes a delivery report. It is believed only when it came to the return path of a message that
 * this installation sent, or is about a letter whose Message-ID it quotes or to whose own address it
 * came, which goes on the ledger; everything else changes nothing, and says why. Whatever comes back, a
 * signature stays what it is.
 */
export async function recordBounce(
  ctx: Context,
  report: BounceReport,
): Promise<Result<{ effect: BounceEffect }, BounceRefusal>> {
  const { bounceAddress } = ctx.config;
  const { addressedTo, recipients, about = [] } = report;
  const matched = await matchDelivery(ctx, { addressedTo, answers: about });
  if (matched) return recordLetter(ctx, matched.deliveryId, recipients);
  if (!bounceAddress) return { ok: false, reason: 'not-configured' };
  const id = addressedTo
    .map((recipient) => readReturnPath(ctx.keyring, bounceAddress, bare(recipient)))
    .find((known) => known !== null);
  if (!id) return { ok: false, reason: 'not-ours' };
  // Each of our messages has one recipient; should a report name more, a failure counts first.
  const worst = recipients.find(({ action }) => action === 'failed') ?? recipients[0];
  if (!worst) return { ok: false, reason: 'nothing-failed' };
  return ctx.db.transaction().execute(async (trx) => {
    const message = await findBouncedMessage(trx, id);
    // A letter leaves from no return path of its own: such a report is forged.
    if (!message || message.delivery_id) return { ok: false, reason: 'unknown-message' };
    const { kind, recipient_index: recipientIndex } = message;
    const { status } = worst;
    const effect = await suppressBounced(trx, { messageId: id, recipientIndex, status });
    ctx.log.info({ event: 'bounce', kind, status, effect });
    return { ok: true, effect };
  });
}

/** A letter to an addressee has a ledger of its own. */
async function recordLetter(
  ctx: Context,
  deliveryId: string,
  recipients: BounceReport['recipients'],
): Promise<Result<{ effect: BounceEffect }, BounceRefusal>> {
  const actor = { kind: 'system' } as const;
  const recorded = await recordDeliveryBounce(ctx, { deliveryId, recipients, actor });
  if (recorded.ok) return { ok: true, effect: 'on-ledger' };
  if (recorded.reason === 'nothing-failed') return { ok: false, reason: 'nothing-failed' };
  return { ok: true, effect: 'repeated' };
}

function bare(recipient: string): string {
  return /<([^<>]*)>/.exec(recipient)?.[1] ?? recipient;
}
