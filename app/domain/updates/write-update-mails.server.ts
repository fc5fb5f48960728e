import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findMessageIds } from '~/db/messages.server';
import { insertTokens, type NewToken } from '~/db/tokens.server';
import { markQueued } from '~/db/update-recipients.server';
import type { Locale } from '~/i18n/locale';
import { days } from '~/primitives/duration';
import { hashToken, newToken } from '~/primitives/keyring.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mayMail } from '../messages/may-mail.server';
import { recipientIndexOf } from '../messages/recipient-index.server';
import { newManageToken } from '../signatures/issue-manage-token.server';
import { unsealSignatory } from '../signatures/sealed-signatory.server';
import type { SkipReason } from './update';
import { type MailSource, mailLocale, updateMailMaker } from './update-mail.server';

const unsubscribeValidFor = days(1095);

type Person = { id: number; signatureId: string; sealed: Buffer; locale: string; slot: number };

/** Under which one person's mail of one update is in the outbox once. */
function updateKey(updateId: string, signatureId: string): string {
  return `update:${updateId}:${signatureId}`;
}

/**
 * Writes these people's mails into the outbox, `between` milliseconds apart, each with links of its
 * own. Returns how many were written and who was left out, and why. The caller has locked the
 * signatures; mailboxes are locked here, after them and always in the same order.
 */
export async function writeUpdateMails(
  ctx: Context,
  trx: Transaction,
  batch: { source: MailSource; people: Person[]; between: number },
): Promise<{ mails: number; skipped: Map<number, SkipReason> }> {
  const { source, between } = batch;
  const { row, letter } = source;
  const skipped = new Map<number, SkipReason>();
  const mailIn = await updateMailMaker(trx, source);
  const tokens: NewToken[] = [];
  const queued: { id: number; key: string; unsubscribeHash: Buffer }[] = [];
  for (const person of inMailboxOrder(ctx, batch.people)) {
    const { id, signatureId, locale, slot, email } = person;
    if (email === null) {
      skipped.set(id, 'unreadable');
      continue;
    }
    if (!(await mayMail(ctx, trx, { kind: 'update', to: email, letterId: letter.id }))) {
      skipped.set(id, 'suppressed');
      continue;
    }
    const manage = newManageToken(signatureId);
    const unsubscribeToken = newToken();
    const unsubscribeHash = hashToken(unsubscribeToken);
    const own = { manageToken: manage.token, unsubscribeToken, place: slot };
    const props = mailIn(mailLocale(source, locale as Locale), own);
    const key = updateKey(row.id, signatureId);
    const delay = queued.length * between;
    await enqueuePersonalMessage(ctx, trx, { kind: 'update', to: email, props }, key, delay);
    const owner = { signatureId };
    const purpose = 'unsubscribe' as const;
    tokens.push(manage.stored);
    tokens.push({ hash: unsubscribeHash, purpose, owner, validFor: unsubscribeValidFor });
    queued.push({ id, key, unsubscribeHash });
  }
  await insertTokens(trx, tokens);
  const keys = queued.map(({ key }) => key);
  const ids = keys.length > 0 ? await findMessageIds(trx, keys) : new Map<string, string>();
  await markQueued(
    trx,
    queued.map(({ key, ...one }) => ({ ...one, messageId: messageOf(ids, key) })),
  );
  return { mails: queued.length, skipped };
}

function messageOf(ids: Map<string, string>, key: string): string {
  const id = ids.get(key);
  if (!id) throw new Error('a mail that is not in the outbox');
  return id;
}

/** So that two transactions that take several mailboxes never wait for each other. */
function inMailboxOrder(ctx: Context, people: Person[]) {
  return people
    .map((person) => {
      const email = emailOf(ctx, person);
      return { ...person, email, order: email ? recipientIndexOf(ctx, email) : Buffer.of() };
    })
    .sort((one, other) => Buffer.compare(one.order, other.order));
}

/** Null for a row that cannot be opened: it must not keep others waiting. */
function emailOf(ctx: Context, { signatureId, sealed }: Person): string | null {
  try {
    return unsealSignatory(ctx, { id: signatureId, sealed }).email || null;
  } catch {
    ctx.log.error({ event: 'signature-unreadable', signatureId });
    return null;
  }
}
