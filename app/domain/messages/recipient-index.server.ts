import type { Context } from '~/context.server';
import { canonicalEmailAddress } from '~/primitives/email-address';

/** The keyed hash by which mails to one mailbox are counted, limited and suppressed. */
export function recipientIndexOf(ctx: Context, address: string): Buffer {
  return ctx.keyring.blindIndex('recipient', canonicalEmailAddress(address));
}
