import type { Context } from '~/context.server';
import { findBouncedMessage } from '~/db/bounces.server';
import type { Result } from '~/primitives/result';
import { readReturnPath } from './return-path.server';
import { suppressBounced } from './suppress-bounced.server';

/** What a delivery report says: to whom it came, and of each recipient what became of the mail. */
export type BounceReport = {
  addressedTo: readonly string[];
  recipients: readonly { action: 'failed' | 'delayed'; status: string }[];
};

export type BounceRefusal = 'not-configured' | 'not-ours' | 'unknown-message' | 'nothing-failed';

export type BounceEffect = 'suppressed' | 'counted' | 'repeated';

/**
 * Takes a delivery report. It is believed only when it came to the return path of a message that
 * this installation sent; everything else changes nothing, and says why. Whatever comes back, a
 * signature stays what it is.
 */
export async function recordBounce(
  ctx: Context,
  report: BounceReport,
): Promise<Result<{ effect: BounceEffect }, BounceRefusal>> {
  const { bounceAddress } = ctx.config;
  if (!bounceAddress) return { ok: false, reason: 'not-configured' };
  const id = report.addressedTo
    .map((recipient) => readReturnPath(ctx.keyring, bounceAddress, bare(recipient)))
    .find((known) => known !== null);
  if (!id) return { ok: false, reason: 'not-ours' };
  // Each of our messages has one recipient; should a report name more, a failure counts first.
  const { recipients } = report;
  const worst = recipients.find(({ action }) => action === 'failed') ?? recipients[0];
  if (!worst) return { ok: false, reason: 'nothing-failed' };
  return ctx.db.transaction().execute(async (trx) => {
    const message = await findBouncedMessage(trx, id);
    // A letter to an addressee has a ledger of its own, and a person reads what comes back.
    if (!message || message.delivery_id) return { ok: false, reason: 'unknown-message' };
    const { kind, recipient_index: recipientIndex } = message;
    const { status } = worst;
    const effect = await suppressBounced(trx, { messageId: id, recipientIndex, status });
    ctx.log.info({ event: 'bounce', kind, status, effect });
    return { ok: true, effect };
  });
}

function bare(recipient: string): string {
  return /<([^<>]*)>/.exec(recipient)?.[1] ?? recipient;
}
