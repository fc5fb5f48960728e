import { formatMoment } from '~/i18n/format-date';
import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import type { PresentVersion } from './version-notice';

type LetterFactsProps = { frame: LetterFrame; version: PresentVersion };

/** By what a reader can tell that the text has not changed, and the ways to take it along. */
export function LetterFacts({ frame, version }: LetterFactsProps) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <section id="facts" className="page-section" aria-labelledby="facts-title">
      <h2 id="facts-title">{t('facts.title')}</h2>
      <p>
        {t('facts.version', { number: version.number })}
        {' · '}
        <time dateTime={version.createdAt}>
          {t('facts.since', { moment: formatMoment(locale, version.createdAt, frame.timeZone) })}
        </time>
      </p>
      <p className="soft">
        {t('facts.hash')} <code>{version.hash}</code>
      </p>
      <ul className="download-list">
        <li>
          <a href={letterPath(frame, frame.textLocale, 'versions')}>{t('facts.versions')}</a>
        </li>
        <li>
          <a href={letterPath(frame, frame.textLocale, 'letter.pdf')}>{t('facts.pdf')}</a>
        </li>
        <li>
          <a href={letterPath(frame, frame.textLocale, 'letter.txt')}>{t('facts.text')}</a>
        </li>
        <li>
          <a href={letterPath(frame, frame.textLocale, 'poster')}>{t('facts.poster')}</a>
        </li>
        <li>
          <a href={letterPath(frame, frame.textLocale, 'feed.atom')} type="application/atom+xml">
            {t('facts.feed')}
          </a>
        </li>
        <li hidden data-print="">
          <button className="link-button" type="button">
            {t('facts.print')}
          </button>
        </li>
      </ul>
      <p className="print-only">
        {frame.publicUrl}
        {letterPath(frame, locale)}
      </p>
    </section>
  );
}
