import type { PublicUpdate } from '~/domain/updates/list-public-updates.server';
import { formatDayOf } from '~/i18n/format-date';
import type { Locale } from '~/i18n/locale';
import { translator } from '~/i18n/translator';
import type { TimelineEntry } from './timeline-list';

/**
 * The timeline of the background, what is on record of the copies (`recorded`) and what organisers told
 * the signatories, each on its day in the letter's time zone, in one order. With `page` entries lead to their words there.
 */
export function timelineWithUpdates(
  timeline: readonly TimelineEntry[],
  updates: readonly PublicUpdate[],
  shown: { locale: Locale; timeZone: string; page: string | null },
  recorded: readonly TimelineEntry[] = [],
): TimelineEntry[] {
  const { locale, timeZone, page } = shown;
  const t = translator(locale);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const told = updates.map((update): TimelineEntry => {
    const { id, kind, at, subject, paragraphs, deliveredAt } = update;
    const date = deliveredAt ? formatDayOf(locale, deliveredAt, timeZone) : null;
    const answer = date ? t('timeline.answerTo', { date }) : t('timeline.answer');
    return {
      date: day.format(new Date(at)),
      text: subject,
      demonstration: false,
      update: {
        id,
        label: kind === 'answer' ? answer : t('timeline.news'),
        paragraphs: page ? [] : paragraphs,
        href: page ? `${page}#update-${id}` : null,
      },
    };
  });
  const merged = [...timeline];
  for (const entry of [...recorded, ...told]) {
    merged.splice(merged.findLastIndex(({ date }) => date <= entry.date) + 1, 0, entry);
  }
  return merged;
}
