import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { listTeamRows } from '~/db/letter-roles.server';
import { lockDueReminders, markReminded, type SilentDelivery } from '~/db/reply-clock.server';
import { recordAudit } from '../audit/record-audit.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { permits } from '../organisers/organiser';
import { roleHere } from '../organisers/role-here';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';
import { reminderDays } from './reply';

const batch = 50;

/**
 * Reminds by mail everybody who may send, 14, 30 and 45 days (by the calendar of the letter's zone)
 * after a copy was accepted or handed over, while no answer is on record and the letter's clock is on.
 * Each reminder is given once; what was missed meanwhile is one mail. Returns how many copies.
 */
export async function remindOfReplies(ctx: Context): Promise<{ reminded: number }> {
  return ctx.db.transaction().execute(async (trx) => {
    const due = await lockDueReminders(trx, { after: reminderDays, limit: batch });
    for (const delivery of due) await remind(ctx, trx, delivery);
    return { reminded: due.length };
  });
}

async function remind(ctx: Context, trx: Transaction, delivery: SilentDelivery): Promise<void> {
  const { id, letter_id: letterId, addressee, days } = delivery;
  const passed = reminderDays.filter((after) => after <= days);
  const letter = await findLetterById({ ...ctx, db: trx }, letterId);
  const { slug, masterLocale } = letter;
  const kind = 'reply-due' as const;
  for (const row of await listTeamRows(trx, letterId)) {
    if (!permits(roleHere(row), 'send-delivery')) continue;
    const { email, locale } = unsealOrganiser(ctx, row);
    const about = { slug, masterLocale, locale, letterTitle: letter.texts[locale].title };
    const props = { ...about, addressee, days };
    const key = `${kind}:${id}:${passed.at(-1)}:${row.id}`;
    await mailIfAllowed(ctx, trx, { kind, to: email, letterId }, () =>
      enqueuePersonalMessage(ctx, trx, { kind, to: email, props }, key),
    );
  }
  await markReminded(trx, id, passed);
  await recordAudit(trx, {
    actor: { kind: 'system' },
    action: 'reply.reminded',
    letterId,
    object: { kind: 'delivery', id },
    details: { days },
  });
}
