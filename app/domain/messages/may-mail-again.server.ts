import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { countRecentMessages } from '~/db/messages.server';
import { canonicalEmailAddress } from '~/primitives/email-address';

const mailsPerDay = 3;

/** Whether a mailbox may get one more mail now: at most three in 24 hours, whoever asks for them. */
export async function mayMailAgain(ctx: Context, trx: Transaction, to: string): Promise<boolean> {
  const recipientIndex = ctx.keyring.blindIndex('recipient', canonicalEmailAddress(to));
  return (await countRecentMessages(trx, { recipientIndex, sinceHours: 24 })) < mailsPerDay;
}
