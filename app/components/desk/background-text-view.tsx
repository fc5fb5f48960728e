import type { BackgroundText } from '~/domain/letters/letter';
import type { Locale } from '~/i18n/locale';

function Timeline({ entries }: { entries: BackgroundText['timeline'] }) {
  return (
    <ul>
      {entries.map(({ date, text, sourceId, demonstration }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a draft may say nothing yet, or the same twice
        <li key={index}>
          <time dateTime={date}>{date}</time>: {text}
          {sourceId ? ` [^${sourceId}]` : ''}
          {demonstration ? <span lang="en"> (demonstration only)</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** The background as it is stored; headings of the desk stay English, the text has its own language. */
export function BackgroundTextView({ text, locale }: { text: BackgroundText; locale: Locale }) {
  return (
    <article className="desk-sheet" aria-label="Text of the background" lang={locale}>
      <p>{text.introduction}</p>
      {text.sections.map(({ heading, paragraphs }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a draft may say nothing yet, or the same twice
        <section key={index}>
          <h2>{heading}</h2>
          {paragraphs.map((paragraph, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a draft may say nothing yet, or the same twice
            <p key={at}>{paragraph}</p>
          ))}
        </section>
      ))}
      <h2 lang="en">Timeline</h2>
      <Timeline entries={text.timeline} />
      <h2 lang="en">Questions and answers</h2>
      {text.questions.map(({ question, answer }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a draft may say nothing yet, or the same twice
        <section key={index}>
          <h3>{question}</h3>
          {answer.map((paragraph, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a draft may say nothing yet, or the same twice
            <p key={at}>{paragraph}</p>
          ))}
        </section>
      ))}
      <h2 lang="en">Sources</h2>
      <ul className="desk-notes">
        {text.sources.map(({ id, title, publisher, date, url }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a draft may say nothing yet, or the same twice
          <li key={index}>
            [^{id}] {title}, {publisher}
            {date ? `, ${date}` : ''} {url ? <span>{url}</span> : null}
          </li>
        ))}
      </ul>
    </article>
  );
}
