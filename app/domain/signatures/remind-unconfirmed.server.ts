import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { lockSignature, type SignatureRow } from '~/db/signatures.server';
import { countConfirmations, insertToken } from '~/db/tokens.server';
import { listUnconfirmed, type Place, reminderKey } from '~/db/unconfirmed-signatures.server';
import type { Locale } from '~/i18n/locale';
import { days, hours, minutes, seconds } from '~/primitives/duration';
import { hashToken, newToken } from '~/primitives/keyring.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { type LetterView, takesSignatures } from '../letters/letter-view';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mayMail } from '../messages/may-mail.server';
import type { ReminderReason } from '../messages/message';
import { retention } from '../retention/retention';
import { mailsPerLetter } from './ask-again.server';
import { confirmation, confirmationValidHours } from './ask-to-confirm.server';
import { unsealSignatory } from './sealed-signatory.server';
import type { SignatureVisibility } from './signature';

const window = {
  signedBefore: hours(20),
  closesWithin: hours(24),
  quietFor: hours(6),
  openFor: hours(1),
  // What is deleted soon must not be promised a link that works.
  notOlderThan: retention.unconfirmedSignature - hours(24),
};
const batch = 100;
/** Reminders that leave in a second: a confirmation must never wait behind thousands of them. */
const perSecond = 10;
const unsubscribeValidFor = days(1095);

/**
 * Reminds people who signed and did not confirm: once 20 hours after signing, and once in the last
 * 24 hours before the letter closes, never within 6 hours of another mail, and never beyond five
 * mails a letter and three a day. Each reminder is one transaction of its own, written once
 * whatever ends the run; one that is left out is looked at again next time. Returns how many.
 */
export async function remindUnconfirmed(ctx: Context): Promise<{ reminded: number }> {
  let reminded = 0;
  for (let after: Place | null = null; ; ) {
    const due = await listUnconfirmed(ctx.db, { ...window, after, limit: batch });
    for (const { id, reason } of due) {
      const delay = seconds(Math.floor(reminded / perSecond));
      const done = await ctx.db
        .transaction()
        .execute((trx) => remind(ctx, trx, { id, reason, delay }));
      if (done) reminded += 1;
    }
    after = due.at(-1) ?? null;
    if (due.length < batch || !after) return { reminded };
  }
}

/** Looks again under the row's lock: meanwhile its owner may have confirmed or asked for a mail. */
async function remind(
  ctx: Context,
  trx: Transaction,
  { id, reason, delay }: { id: string; reason: ReminderReason; delay: number },
): Promise<boolean> {
  const row = await lockSignature(trx, id);
  if (row?.state !== 'pending') return false;
  const letter = await findLetterById({ ...ctx, db: trx }, row.letter_id);
  if (!takesSignatures(letter, ctx.clock.now())) return false;
  const sent = await countConfirmations(trx, id, window.quietFor);
  if (sent.recent > 0 || sent.total >= mailsPerLetter) return false;
  const plan = { to: unsealSignatory(ctx, row).email, letterId: letter.id };
  if (!(await mayMail(ctx, trx, { ...plan, kind: 'confirm-reminder' }))) return false;
  await enqueueReminder(ctx, trx, { row, letter, reason, delay });
  return true;
}

async function enqueueReminder(
  ctx: Context,
  trx: Transaction,
  due: { row: SignatureRow; letter: LetterView; reason: ReminderReason; delay: number },
): Promise<void> {
  const { row, letter, reason, delay } = due;
  const person = unsealSignatory(ctx, row);
  const asking = {
    signatureId: row.id,
    letter,
    locale: row.locale as Locale,
    person,
    visibility: row.visibility as SignatureVisibility,
    newsFrom: row.news_from,
    replaces: true,
  };
  const { props } = await confirmation(ctx, trx, asking, validHours(ctx, letter));
  const unsubscribeToken = newToken();
  await insertToken(trx, {
    hash: hashToken(unsubscribeToken),
    purpose: 'unsubscribe',
    owner: { signatureId: row.id },
    validFor: unsubscribeValidFor,
  });
  const { closesAt, timeZone } = letter;
  const queued = await enqueuePersonalMessage(
    ctx,
    trx,
    {
      kind: 'confirm-reminder',
      to: person.email,
      props: { ...props, reason, closesAt, timeZone, unsubscribeToken },
    },
    reminderKey(row.id, reason),
    delay,
  );
  // The older links were just replaced: without the mail that must not stand.
  if (!queued) throw new Error('a reminder that was written before');
}

/** Whole hours for which the new link works: 72, or until the letter closes. */
function validHours(ctx: Context, letter: LetterView): number {
  if (!letter.closesAt) return confirmationValidHours;
  const left = new Date(letter.closesAt).getTime() - ctx.clock.now().getTime();
  const whole = Math.floor((left + minutes(1)) / hours(1));
  return Math.min(confirmationValidHours, Math.max(1, whole));
}
