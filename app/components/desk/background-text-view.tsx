import { Children, type ReactNode } from 'react';
import type { BackgroundText } from '~/domain/letters/letter';
import type { Locale } from '~/i18n/locale';

/** Each known by its place: a draft may say nothing yet, or the same twice, and nothing moves here. */
function inPlace<Item>(items: readonly Item[], draw: (item: Item) => ReactNode): ReactNode {
  return Children.toArray(items.map((item) => draw(item)));
}

function paragraphs(texts: readonly string[]): ReactNode {
  return inPlace(texts, (text) => <p>{text}</p>);
}

/** The background as it is stored; headings of the desk stay English, the text has its own language. */
export function BackgroundTextView({ text, locale }: { text: BackgroundText; locale: Locale }) {
  return (
    <article className="desk-sheet" aria-label="Text of the background" lang={locale}>
      <p>{text.introduction}</p>
      {inPlace(text.sections, (section) => (
        <section>
          <h2>{section.heading}</h2>
          {paragraphs(section.paragraphs)}
        </section>
      ))}
      <h2 lang="en">Timeline</h2>
      <ul>
        {inPlace(text.timeline, ({ date, text: event, sourceId, demonstration }) => (
          <li>
            <time dateTime={date}>{date}</time>: {event}
            {sourceId ? ` [^${sourceId}]` : ''}
            {demonstration ? <span lang="en"> (demonstration only)</span> : null}
          </li>
        ))}
      </ul>
      <h2 lang="en">Questions and answers</h2>
      {inPlace(text.questions, ({ question, answer }) => (
        <section>
          <h3>{question}</h3>
          {paragraphs(answer)}
        </section>
      ))}
      <h2 lang="en">Sources</h2>
      <ul className="desk-notes">
        {inPlace(text.sources, ({ id, title, publisher, date, url }) => (
          <li>
            [^{id}] {title}, {publisher}
            {date ? `, ${date}` : ''} {url ? <span>{url}</span> : null}
          </li>
        ))}
      </ul>
    </article>
  );
}
