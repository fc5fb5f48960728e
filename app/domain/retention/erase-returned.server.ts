import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { erasedIndexBytes } from '~/db/due-erasures.server';
import {
  deleteSignatures,
  lockEndorsements,
  lockReturnedSignatures,
} from '~/db/erased-contacts.server';
import type { ErasureKind, StoredErasure } from '~/db/erasures.server';
import { endQueuedMessages } from '~/db/messages.server';
import { causedByOthers } from '../messages/message';
import { recipientIndexOf } from '../messages/recipient-index.server';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import { eraseRepresentativeContacts, eraseSignatureContacts } from './erase-contacts.server';
import { keepErasures } from './keep-erasures.server';

/** A row that is there although the ledger names it, with the moments of its erasures. */
export type Returned = { id: string; moments: Partial<Record<ErasureKind, string>> };

/**
 * Erases rows once more, as the ledger says, in one transaction; returns how many of each kind
 * held anything that had to go.
 */
export async function eraseReturned(
  ctx: Context,
  rows: Returned[],
): Promise<Record<ErasureKind, number>> {
  const whole = rows.flatMap(({ id, moments }) => (moments.signature ? [id] : []));
  const contacts = rows.flatMap(({ id, moments }) => {
    const at = moments['signature-contact'];
    return at && !moments.signature ? [{ id, at }] : [];
  });
  const representatives = new Map(
    rows.flatMap(({ id, moments }) => {
      const at = moments['endorsement-contact'];
      return at ? [[id, at] as const] : [];
    }),
  );
  const { counts, erasures } = await ctx.db.transaction().execute(async (trx) => {
    const deleted = whole.length > 0 ? await deleteSignatures(trx, whole) : [];
    for (const row of deleted) await dropWaitingMail(ctx, trx, row);
    const signatures = contacts.length > 0 ? await lockReturnedSignatures(trx, contacts) : [];
    const endorsements =
      representatives.size > 0
        ? (await lockEndorsements(trx, [...representatives.keys()])).filter(
            (row) =>
              row.state !== 'unconfirmed' &&
              row.email_index.length < erasedIndexBytes &&
              !isNewer(row.mailbox_since, representatives.get(row.id)),
          )
        : [];
    const erasures: StoredErasure[] = [
      ...(await eraseSignatureContacts(ctx, trx, signatures)),
      ...(await eraseRepresentativeContacts(ctx, trx, endorsements)),
    ];
    const counts = {
      signature: deleted.length,
      'signature-contact': signatures.length,
      'endorsement-contact': endorsements.length,
    };
    return { counts, erasures };
  });
  await keepErasures(ctx, erasures);
  return counts;
}

/** A mailbox that was given after the erasure is another act and is left alone. */
function isNewer(mailboxSince: Date | null, erasedAt: string | undefined): boolean {
  return mailboxSince !== null && erasedAt !== undefined && mailboxSince > new Date(erasedAt);
}

/** A restored outbox still holds the mail that waited when the dump was made. */
async function dropWaitingMail(
  ctx: Context,
  trx: Transaction,
  row: { id: string; sealed: Buffer },
): Promise<void> {
  const { email } = unsealSignatory(ctx, row);
  if (!email) return;
  const recipientIndex = recipientIndexOf(ctx, email);
  await endQueuedMessages(trx, { recipientIndex, kinds: causedByOthers, answer: 'erased' });
}
