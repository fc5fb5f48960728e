import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import type { EndorsementRow } from '~/db/endorsements.server';
import {
  endEndorsementLinks,
  endMailboxChange,
  type MailboxChangeRow,
  writeMailbox,
} from '~/db/mailbox-changes.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { aboutMailbox } from './about-mailbox.server';
import { issueManageToken } from './issue-manage-token.server';
import { unsealMailbox } from './sealed-mailbox.server';
import { sealRepresentative, unsealRepresentative } from './sealed-representative.server';

/**
 * Lets the new mailbox speak for an endorsement; the caller holds the locks of row and mailboxes: no link that the old one was
 * sent works any more, the new one gets one of its own, and the old one is told.
 */
export async function applyMailbox(
  ctx: Context,
  trx: Transaction,
  row: EndorsementRow,
  change: MailboxChangeRow,
): Promise<void> {
  const { email: before, ...person } = unsealRepresentative(ctx, row);
  const email = unsealMailbox(ctx, change);
  if (!email || !change.email_index) throw new Error('a change of mailbox without a mailbox');
  await writeMailbox(trx, row.id, {
    sealed: sealRepresentative(ctx, row.id, { ...person, email }),
    emailIndex: change.email_index,
  });
  await endMailboxChange(trx, row.id, 'applied');
  await endEndorsementLinks(trx, row.id);
  const { contact, ...about } = await aboutMailbox(ctx, trx, row);
  const plan = { letterId: row.letter_id };
  await mailIfAllowed(ctx, trx, { ...plan, kind: 'mailbox-changed', to: before }, () =>
    enqueuePersonalMessage(
      ctx,
      trx,
      { kind: 'mailbox-changed', to: before, props: { ...about, contact } },
      `mailbox-changed:${change.id}`,
    ),
  );
  await mailIfAllowed(ctx, trx, { ...plan, kind: 'mailbox-accepted', to: email }, async () => {
    const manageToken = await issueManageToken(trx, row.id);
    const props = { ...about, manageToken };
    await enqueuePersonalMessage(
      ctx,
      trx,
      { kind: 'mailbox-accepted', to: email, props },
      `mailbox-accepted:${change.id}`,
    );
  });
}
