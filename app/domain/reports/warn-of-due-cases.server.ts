import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { listTeamRows } from '~/db/letter-roles.server';
import { lockCasesToWarn, markWarned } from '~/db/report-cases.server';
import { findLetterById } from '../letters/find-letter-by-id.server';
import { enqueuePersonalMessage } from '../messages/enqueue-message.server';
import { mailIfAllowed } from '../messages/mail-if-allowed.server';
import { permits } from '../organisers/organiser';
import { roleHere } from '../organisers/role-here';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';
import { warnBefore } from './signature-report';

type Due = Awaited<ReturnType<typeof lockCasesToWarn>>;

/**
 * Tells by mail everybody who may decide, once a case, that an answer is due within 12 hours by the
 * database's clock; cases of one letter that come due together are one mail. Returns how many cases.
 */
export async function warnOfDueCases(ctx: Context): Promise<{ warned: number }> {
  return ctx.db.transaction().execute(async (trx) => {
    const due = await lockCasesToWarn(trx, warnBefore);
    if (due.length === 0) return { warned: 0 };
    for (const letterId of new Set(due.map((one) => one.letter_id))) {
      const cases = due.filter((one) => one.letter_id === letterId);
      await tell(ctx, trx, letterId, cases);
    }
    const ids = due.map(({ id }) => id);
    await markWarned(trx, ids);
    return { warned: due.length };
  });
}

async function tell(ctx: Context, trx: Transaction, letterId: string, cases: Due): Promise<void> {
  const [first] = cases;
  if (!first) return;
  const letter = await findLetterById({ ...ctx, db: trx }, letterId);
  const { slug, masterLocale, timeZone } = letter;
  const kind = 'report-due' as const;
  for (const row of await listTeamRows(trx, letterId)) {
    if (!permits(roleHere(row), 'moderate-signatures')) continue;
    const { email, locale } = unsealOrganiser(ctx, row);
    const about = { slug, masterLocale, locale, letterTitle: letter.texts[locale].title };
    const dueAt = first.due_at.toISOString();
    const props = { ...about, cases: cases.length, dueAt, timeZone };
    await mailIfAllowed(ctx, trx, { kind, to: email, letterId }, () =>
      enqueuePersonalMessage(ctx, trx, { kind, to: email, props }, `${kind}:${first.id}:${row.id}`),
    );
  }
}
