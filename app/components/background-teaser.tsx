import { letterPath } from '~/i18n/localised-path';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { type TimelineEntry, TimelineList } from './timeline-list';

type BackgroundTeaserProps = {
  frame: LetterFrame;
  background: {
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
      <section id="timeline" className="page-section" aria-labelledby="timeline-title">
        <h2 id="timeline-title">{t('background.timeline')}</h2>
        <TimelineList
          entries={background.timeline}
          sourceHref={(id) => `${page}#source-${id}`}
          sourceNumber={(id) => String(background.sourceIds.indexOf(id) + 1)}
        />
        <p>
          <a href={page}>{t('background.more')}</a>
        </p>
      </section>
      <section id="questions" className="page-section" aria-labelledby="questions-title">
        <h2 id="questions-title">{t('background.questions')}</h2>
        <ul className="question-links">
          {background.questions.map(({ id, question }) => (
            <li key={id}>
              <a href={`${page}#question-${id}`}>{question}</a>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
