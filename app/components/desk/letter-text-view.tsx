import type { LetterText } from '~/domain/letters/letter';
import type { Locale } from '~/i18n/locale';

function Paragraphs({ texts }: { texts: string[] }) {
  return (
    <>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <p>
      {lines.map((line) => (
        <span key={line} className="desk-line">
          {line}
        </span>
      ))}
    </p>
  );
}

/** The letter as it is stored: marks such as `[^1]` and `**` stand as they were written. */
export function LetterTextView({ text, locale }: { text: LetterText; locale: Locale }) {
  return (
    <article className="desk-sheet" aria-label="Text of the letter" lang={locale}>
      <Lines lines={[text.letterhead.name, ...text.letterhead.lines]} />
      <p>
        {text.place}, <time dateTime={text.date}>{text.date}</time>
      </p>
      <Lines lines={text.addressee} />
      <h2>{text.title}</h2>
      <p>
        <strong>{text.subject}</strong>
      </p>
      <p>{text.salutation}</p>
      <Paragraphs texts={text.paragraphs} />
      <p>{text.requestsIntroduction}</p>
      <ol>
        {text.requests.map((request) => (
          <li key={request}>{request}</li>
        ))}
      </ol>
      <Paragraphs texts={text.closing} />
      <p>{text.signOff}</p>
      <Lines lines={text.contact} />
      {text.notes.length > 0 ? (
        <ul className="desk-notes">
          {text.notes.map((note) => (
            <li key={note.id}>
              [^{note.id}] {note.text} {note.url ? <span>{note.url}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}
