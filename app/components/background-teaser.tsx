import type { Locale } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { LocaleProvider, useLocale, useTranslate } from './locale-context';
import { type TimelineEntry, TimelineList } from './timeline-list';

type BackgroundTeaserProps = {
  frame: LetterFrame;
  background: {
    /** The language that it stands in. */
    locale: Locale;
    timeline: TimelineEntry[];
    sourceIds: string[];
    questions: { id: string; question: string }[];
  };
};

/** The last events and the questions; answers and sources are on the background page. */
export function BackgroundTeaser({ frame, background }: BackgroundTeaserProps) {
  const locale = useLocale();
  const t = useTranslate();
  const page = letterPath(frame, locale, 'background');
  return (
    <>
      {background.timeline.length > 0 ? (
        <section id="timeline" className="page-section" aria-labelledby="timeline-title">
          <h2 id="timeline-title">{t('background.timeline')}</h2>
          <LocaleProvider locale={background.locale}>
            <div lang={background.locale}>
              <TimelineList
                entries={background.timeline}
                sourceHref={(id) => `${page}#source-${id}`}
                sourceNumber={(id) => String(background.sourceIds.indexOf(id) + 1)}
              />
            </div>
          </LocaleProvider>
          <p>
            <a href={page}>{t('background.more')}</a>
          </p>
        </section>
      ) : (
        <section className="page-section" aria-labelledby="background-title">
          <h2 id="background-title">{t('background.title')}</h2>
          <p>
            <a href={page}>{t('background.more')}</a>
          </p>
        </section>
      )}
      {background.questions.length > 0 ? (
        <section id="questions" className="page-section" aria-labelledby="questions-title">
          <h2 id="questions-title">{t('background.questions')}</h2>
          <ul className="question-links" lang={background.locale}>
            {background.questions.map(({ id, question }) => (
              <li key={id}>
                <a href={`${page}#question-${id}`}>{question}</a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
