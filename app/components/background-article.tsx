import type { BackgroundText } from '~/domain/letters/letter';
import { formatDay } from '~/i18n/format-date';
import { LimitedMarkdown, type NoteNumbers, noteNumbers } from './limited-markdown';
import { useLocale, useTranslate } from './locale-context';
import { type TimelineEntry, TimelineList } from './timeline-list';

type BackgroundWithNews = Omit<BackgroundText, 'timeline'> & { timeline: TimelineEntry[] };

/** What happened and why, each statement with its source, and the questions people ask. */
export function BackgroundArticle(props: { background: BackgroundWithNews }) {
  const { background } = props;
  const t = useTranslate();
  const sources = noteNumbers(background.sources, 'source');
  return (
    <>
      <LimitedMarkdown className="lead" text={background.introduction} notes={sources} />
      {background.sections.map((section) => (
        <section key={section.id} id={section.id} className="page-section">
          <h2>{section.heading}</h2>
          {section.paragraphs.map((paragraph) => (
            <LimitedMarkdown key={paragraph} text={paragraph} notes={sources} />
          ))}
        </section>
      ))}
      {background.timeline.length > 0 ? (
        <section id="timeline" className="page-section">
          <h2>{t('background.timeline')}</h2>
          <TimelineList
            entries={background.timeline}
            sourceHref={sources.href}
            sourceNumber={sources.label}
          />
        </section>
      ) : null}
      {background.questions.length > 0 ? (
        <Questions questions={background.questions} sources={sources} />
      ) : null}
      {background.sources.length > 0 ? <Sources sources={background.sources} /> : null}
    </>
  );
}

function Questions(props: { questions: BackgroundText['questions']; sources: NoteNumbers }) {
  const t = useTranslate();
  return (
    <section id="questions" className="page-section">
      <h2>{t('background.questions')}</h2>
      {props.questions.map(({ id, question, answer }) => (
        <div key={id} id={`question-${id}`} className="question">
          <h3>{question}</h3>
          {answer.map((paragraph) => (
            <LimitedMarkdown key={paragraph} text={paragraph} notes={props.sources} />
          ))}
        </div>
      ))}
    </section>
  );
}

function Sources({ sources }: { sources: BackgroundText['sources'] }) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <section id="sources" className="page-section">
      <h2>{t('background.sources')}</h2>
      <ol className="sources">
        {sources.map((source) => (
          <li key={source.id} id={`source-${source.id}`}>
            {source.url ? (
              <a href={source.url} rel="noreferrer">
                {source.title}
              </a>
            ) : (
              source.title
            )}
            <span className="soft">
              {' '}
              {source.publisher}
              {source.date ? `, ${formatDay(locale, source.date)}` : null}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
