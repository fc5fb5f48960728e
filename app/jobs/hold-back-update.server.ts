import type { ClaimedMessage } from '~/db/messages.server';
import { skipMessage } from '~/db/update-recipients.server';
import { whyNotToSend } from '~/domain/updates/why-not-to-send.server';
import { type Outbox, writeVerdict } from './outbox.server';
import { persistOutcome } from './persist-outcome.server';

/**
 * Ends a mail with news that is not to leave after all, unsent and emptied; true when it did. Asked
 * before each try, because a try may come hours after the mail was written.
 */
export async function holdBackUpdate(outbox: Outbox, claimed: ClaimedMessage): Promise<boolean> {
  if (claimed.kind !== 'update') return false;
  const { ctx } = outbox;
  const { id, recipient_index: recipientIndex } = claimed;
  const reason = await whyNotToSend(ctx, { id, recipientIndex });
  if (reason === null) return false;
  await persistOutcome(outbox, async (trx) => {
    const verdict = { state: 'dead', answer: `not sent: ${reason}` } as const;
    if (await writeVerdict(outbox, trx, id, verdict, { scrub: true })) {
      await skipMessage(trx, id, reason);
    }
  });
  ctx.log.info({ event: 'message', kind: claimed.kind, state: 'held-back' });
  return true;
}
