import { countBouncedMessages, insertBounce } from '~/db/bounces.server';
import type { Transaction } from '~/db/client.server';
import { endQueuedMessages } from '~/db/messages.server';
import { lockRecipient } from '~/db/recipients.server';
import { upsertSuppression } from '~/db/suppressions.server';
import { markBounced } from '~/db/update-recipients.server';
import { days, hours } from '~/primitives/duration';
import { bounceWeight } from './bounce-weight';
import { messageKinds } from './message';

const softBounces = 3;
const softWithin = hours(72);
const suppressedFor = days(90);

/**
 * Weighs one refusal of a message by its recipient's server: a mailbox that is gone gets no mail
 * for 90 days at once, another when three of its messages came back within 72 hours. A status that
 * was recorded for this message before changes nothing. What people signed is never touched.
 */
export async function suppressBounced(
  trx: Transaction,
  bounce: { messageId: string; recipientIndex: Buffer; status: string },
): Promise<'suppressed' | 'counted' | 'repeated'> {
  const { recipientIndex, status } = bounce;
  const hardness = bounceWeight(status);
  await lockRecipient(trx, recipientIndex);
  if (!(await insertBounce(trx, { ...bounce, hardness }))) return 'repeated';
  await markBounced(trx, bounce.messageId);
  const bounced = await countBouncedMessages(trx, recipientIndex, softWithin);
  if (hardness === 'soft' && bounced < softBounces) return 'counted';
  await upsertSuppression(trx, {
    recipientIndex,
    letterId: null,
    reason: 'bounced',
    detail: status,
    validFor: suppressedFor,
  });
  await endQueuedMessages(trx, { recipientIndex, kinds: messageKinds, answer: 'bounced' });
  return 'suppressed';
}
