import type { BackgroundText } from '~/domain/letters/letter';
import { formatDay } from '~/i18n/format-date';
import { LimitedMarkdown, noteNumbers } from './limited-markdown';
import { useLocale, useTranslate } from './locale-context';

export type TimelineEntry = BackgroundText['timeline'][number] & {
  /** What organisers told the signatories; without its words where another page has them. */
  update?: { id: string; label: string; paragraphs: string[]; href: string | null };
};

const noNotes = noteNumbers([]);

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
        <li
          key={entry.update?.id ?? `${entry.date} ${entry.text}`}
          id={entry.update && !entry.update.href ? `update-${entry.update.id}` : undefined}
        >
          <p className="timeline-date">
            <time dateTime={entry.date}>{formatDay(locale, entry.date)}</time>
          </p>
          {entry.update ? <p className="soft">{entry.update.label}</p> : null}
          <p>
            {entry.update?.href ? <a href={entry.update.href}>{entry.text}</a> : entry.text}
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
          {entry.update?.paragraphs.map((paragraph) => (
            <LimitedMarkdown key={paragraph} text={paragraph} notes={noNotes} />
          ))}
        </li>
      ))}
    </ol>
  );
}
