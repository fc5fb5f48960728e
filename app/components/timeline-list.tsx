import type { BackgroundText } from '~/domain/letters/letter';
import { formatDay } from '~/i18n/format-date';
import { useLocale, useTranslate } from './locale-context';

export type TimelineEntry = BackgroundText['timeline'][number];

type TimelineListProps = {
  entries: TimelineEntry[];
  /** Where the sources are listed, such as `#source-` or the background page with it. */
  sourceHref: (id: string) => string;
  sourceNumber: (id: string) => string;
};

export function TimelineList({ entries, sourceHref, sourceNumber }: TimelineListProps) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={`${entry.date} ${entry.text}`}>
          <p className="timeline-date">
            <time dateTime={entry.date}>{formatDay(locale, entry.date)}</time>
          </p>
          <p>
            {entry.text}
            {entry.sourceId ? (
              <>
                {' '}
                <a className="source-link" href={sourceHref(entry.sourceId)}>
                  {t('background.source', { number: sourceNumber(entry.sourceId) })}
                </a>
              </>
            ) : null}
            {entry.demonstration ? <span className="tag"> {t('demonstration.entry')}</span> : null}
          </p>
        </li>
      ))}
    </ol>
  );
}
