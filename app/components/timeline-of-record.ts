import type { PublicLedgerEntry } from '~/domain/deliveries/list-public-ledger.server';
import { publicWords } from '~/domain/deliveries/public-words';
import type { PublicReply } from '~/domain/replies/list-public-replies.server';
import type { Locale } from '~/i18n/locale';
import { translator } from '~/i18n/translator';
import type { TimelineEntry } from './timeline-list';

/**
 * What is on record of each copy, and published replies, as entries of the timeline on their days in
 * the letter's time zone; each leads to where the letter's page (`page`) says more.
 */
export function timelineOfRecord(
  record: { ledger: readonly PublicLedgerEntry[]; replies: readonly PublicReply[] },
  shown: { locale: Locale; timeZone: string; addressee: string; page: string },
): TimelineEntry[] {
  const { locale, timeZone, addressee, page } = shown;
  const t = translator(locale);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const entry = (at: string, text: string, id: string, label: string, href: string) => ({
    date: day.format(new Date(at)),
    text,
    demonstration: false,
    update: { id, label, paragraphs: [], href },
  });
  const steps = record.ledger.flatMap(({ target, versionNumber, steps: all }) =>
    all.flatMap(({ state, channel, at }) => {
      const words = publicWords({ state, channel, addressee }, locale);
      const id = `${target}-${versionNumber}-${state}-${at}`;
      return words ? entry(at, words, id, t(`ledger.by.${channel}`), `${page}#deliveries`) : [];
    }),
  );
  const replies = record.replies.map(({ id, kind, at }) =>
    entry(at, t(`replies.kind.${kind}`), id, t('replies.title'), `${page}#reply-${id}`),
  );
  return [...steps, ...replies].toSorted((one, other) => one.date.localeCompare(other.date));
}
