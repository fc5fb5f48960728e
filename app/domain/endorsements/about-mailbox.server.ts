import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import type { EndorsementRow } from '~/db/endorsements.server';
import type { MailboxChangeRow } from '~/db/mailbox-changes.server';
import { lockRecipient } from '~/db/recipients.server';
import type { Locale } from '~/i18n/locale';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { recipientIndexOf } from '../messages/recipient-index.server';
import { unsealMailbox } from './sealed-mailbox.server';
import { unsealRepresentative } from './sealed-representative.server';

/** What every mail about a change of mailbox says, and whom to write to. */
export async function aboutMailbox(ctx: Context, trx: Transaction, row: EndorsementRow) {
  const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
  const locale = row.locale as Locale;
  return {
    slug: letter.slug,
    masterLocale: letter.masterLocale,
    locale,
    letterTitle: letter.texts[locale].title,
    organisation: row.organisation,
    contact: letter.texts[locale].contact,
  };
}

/**
 * Locks mailboxes in one order, so that two who write to the same two never wait for each other.
 * Empty addresses are left out.
 */
export async function lockMailboxes(
  ctx: Context,
  trx: Transaction,
  addresses: string[],
): Promise<void> {
  const indexes = addresses.filter(Boolean).map((address) => recipientIndexOf(ctx, address));
  for (const index of indexes.sort(Buffer.compare)) await lockRecipient(trx, index);
}

/** The mailbox that speaks now (empty when erased) and the new one, both locked. */
export async function lockBothMailboxes(
  ctx: Context,
  trx: Transaction,
  row: EndorsementRow,
  change: MailboxChangeRow,
): Promise<{ before: string; after: string }> {
  const before = unsealRepresentative(ctx, row).email;
  const after = unsealMailbox(ctx, change);
  await lockMailboxes(ctx, trx, [before, after]);
  return { before, after };
}
