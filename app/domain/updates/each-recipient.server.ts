import type { Context } from '~/context.server';
import type { Database } from '~/db/client.server';
import {
  listSubscribers,
  listSuppressedMailboxes,
  type Mailing,
  type Subscriber,
} from '~/db/update-subscribers.server';
import { updateStoppers } from '../messages/may-mail.server';
import { recipientIndexOf } from '../messages/recipient-index.server';
import { unsealSignatory } from '../signatures/sealed-signatory.server';

const page = 2000;

/**
 * Everybody whom a mailing goes to, in pages: the subscribers whose mailbox takes mail about this
 * letter. Mailboxes are sealed, so each is opened where any is suppressed at all.
 */
export async function* eachRecipient(
  ctx: Context,
  db: Database,
  mailing: Mailing,
): AsyncGenerator<Subscriber[]> {
  const { letterId } = mailing;
  const suppressed = await listSuppressedMailboxes(db, { letterId, reasons: updateStoppers });
  for (let after = 0; ; ) {
    const found = await listSubscribers(db, mailing, { after, limit: page });
    yield suppressed.size === 0
      ? found
      : found.filter((row) => !suppressed.has(mailboxOf(ctx, row)));
    after = found.at(-1)?.number ?? after;
    if (found.length < page) return;
  }
}

function mailboxOf(ctx: Context, row: Subscriber): string {
  return recipientIndexOf(ctx, unsealSignatory(ctx, row).email).toString('hex');
}

/** How many people a mailing goes to. */
export async function countMailing(ctx: Context, db: Database, mailing: Mailing): Promise<number> {
  let people = 0;
  for await (const some of eachRecipient(ctx, db, mailing)) people += some.length;
  return people;
}
