import type { Context } from '~/context.server';
import { findRecentEntry } from '~/db/audit-entries.server';
import { countBounced, findStalledMail, listBouncedDeliveries } from '~/db/mail-trouble.server';
import { countUnjudged } from '~/db/replies.server';
import { listSilentDeliveries, readClock } from '~/db/reply-clock.server';
import { listTextDrafts } from '~/db/text-drafts.server';
import { listWebhookRows } from '~/db/webhooks.server';
import type { Locale } from '~/i18n/locale';
import { days, minutes } from '~/primitives/duration';
import { reminderDays } from '../replies/reply';

const recent = days(7);
const patience = minutes(10);

export type Trouble = {
  /** ISO 8601 in UTC; how many mails wait since then. */
  stalledMail: { since: string; waiting: number } | null;
  /** Mails to people, of the whole installation, that came back in the last seven days. */
  bounced: number;
  bouncedDeliveries: { id: string; status: string }[];
  /** Translations that were made from an earlier draft than the one that stands. */
  outdated: { kind: 'letter' | 'background'; locale: Locale }[];
  /** Figures that were found wrong and put right in the last seven days. */
  mendedFigures: { at: string; drift: number } | null;
  /** Programs that are not called any more, because they did not answer for days. */
  silentWebhooks: { id: string; label: string }[];
  /** Copies without an answer after the first reminder, while the letter's clock is on. */
  silent: { id: string; addressee: string; days: number }[];
  /** Replies of which nobody has said what they are. */
  unjudged: number;
};

/** What has gone wrong around a letter and nobody may have noticed. */
export async function findTrouble(
  ctx: Context,
  letter: { id: string; masterLocale: Locale },
): Promise<Trouble> {
  const [
    stalled,
    bounced,
    bouncedDeliveries,
    letterTexts,
    backgroundTexts,
    mended,
    silent,
    clock,
    unjudged,
    webhooks,
  ] = await Promise.all([
    findStalledMail(ctx.db, patience),
    countBounced(ctx.db, recent),
    listBouncedDeliveries(ctx.db, letter.id),
    listTextDrafts(ctx.db, { letterId: letter.id, kind: 'letter' }),
    listTextDrafts(ctx.db, { letterId: letter.id, kind: 'background' }),
    findRecentEntry(ctx.db, { letterId: letter.id, action: 'figures.mended', within: recent }),
    listSilentDeliveries(ctx.db, letter.id),
    readClock(ctx.db, letter.id),
    countUnjudged(ctx.db, letter.id),
    listWebhookRows(ctx.db, letter.id),
  ]);
  const drift = Number((mended?.details as { drift?: number } | undefined)?.drift ?? 0);
  return {
    stalledMail: stalled && { since: stalled.since.toISOString(), waiting: stalled.waiting },
    bounced,
    bouncedDeliveries,
    outdated: [
      ...outdatedOf('letter', letterTexts, letter.masterLocale),
      ...outdatedOf('background', backgroundTexts, letter.masterLocale),
    ],
    silentWebhooks: webhooks
      .filter((webhook) => webhook.paused_at && webhook.failing_since)
      .map(({ id, label }) => ({ id, label })),
    mendedFigures: mended ? { at: mended.at.toISOString(), drift } : null,
    silent: clock.reply_clock ? silent.filter(({ days }) => days >= reminderDays[0]) : [],
    unjudged,
  };
}

type Draft = Awaited<ReturnType<typeof listTextDrafts>>[number];

function outdatedOf(kind: 'letter' | 'background', drafts: Draft[], masterLocale: Locale) {
  const master = drafts.find(({ locale }) => locale === masterLocale);
  if (!master) return [];
  return drafts
    .filter((draft) => draft !== master && (draft.master_revision ?? 0) < master.revision)
    .map(({ locale }) => ({ kind, locale: locale as Locale }));
}
