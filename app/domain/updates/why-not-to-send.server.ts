import type { Context } from '~/context.server';
import { findSuppressions } from '~/db/suppressions.server';
import { findRecipientOfMessage } from '~/db/update-recipients.server';
import { findSubscribed } from '~/db/update-subscribers.server';
import { updateStoppers } from '../messages/may-mail.server';
import type { SkipReason } from './update';

/**
 * Asked right before a mail of an update leaves: null when it may, else why not. Whoever has
 * unsubscribed, withdrawn or been erased since it was written gets nothing, nor does anybody once
 * the update was stopped.
 */
export async function whyNotToSend(
  ctx: Context,
  message: { id: string; recipientIndex: Buffer },
): Promise<SkipReason | null> {
  const recipient = await findRecipientOfMessage(ctx.db, message.id);
  if (recipient?.update_state !== 'sending') return 'stopped';
  const { signature_id: signatureId, letter_id: letterId } = recipient;
  if (!signatureId) return 'erased';
  if (!(await findSubscribed(ctx.db, [signatureId])).has(signatureId)) return 'unsubscribed';
  const { recipientIndex } = message;
  const reasons = await findSuppressions(ctx.db, { recipientIndex, letterId });
  return updateStoppers.some((reason) => reasons.includes(reason)) ? 'suppressed' : null;
}
