import type { TextChange } from '~/domain/versions/read-text-change.server';
import { formatMoment } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import { LetterChanges } from './letter-changes';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';

type TextChangeProps = {
  frame: LetterFrame;
  /** Null when nobody knows which version the person saw. */
  change: TextChange | null;
};

/** What changed since the version that a person saw, before they decide about the present one. */
export function TextChangeSection({ frame, change }: TextChangeProps) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <section id="changes" className="page-section" aria-labelledby="changes-title">
      <h2 id="changes-title">{t('change.title')}</h2>
      {change ? (
        <>
          <p>
            {t('change.published', {
              from: change.from,
              to: change.to,
              moment: formatMoment(locale, change.publishedAt, frame.timeZone),
            })}
          </p>
          {change.summaries.map((summary) => (
            <p key={summary} className="change-summary">
              {summary}
            </p>
          ))}
          <LetterChanges fields={change.fields} />
        </>
      ) : null}
      <p className="touch-line">
        <a href={letterPath(frame, locale)} target="_blank" rel="noopener">
          {t('change.readLetter')}
        </a>
      </p>
    </section>
  );
}
