import type { Transaction } from '~/db/client.server';
import type { EndorsementRow } from '~/db/endorsements.server';
import { isMailboxTaken, type MailboxChangeRow } from '~/db/mailbox-changes.server';

/** Whether the new mailbox of a change speaks for another standing organisation of the letter. */
export async function isTaken(
  trx: Transaction,
  row: EndorsementRow,
  change: MailboxChangeRow,
): Promise<boolean> {
  if (!change.email_index) return false;
  const of = { letterId: row.letter_id, emailIndex: change.email_index, except: row.id };
  return isMailboxTaken(trx, of);
}
