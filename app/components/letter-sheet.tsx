import { shownNames } from '~/domain/endorsements/organisation-names';
import type { LetterText } from '~/domain/letters/letter';
import type { PublicEndorsement } from '~/domain/letters/letter-view';
import { formatDay } from '~/i18n/format-date';
import { LimitedMarkdown, type NoteNumbers, noteNumbers } from './limited-markdown';
import { useLocale, useTranslate } from './locale-context';
import { Signer } from './signer';

/** The letter as it would lie on the table, from letterhead to notes. */
export function LetterSheet(props: {
  text: LetterText;
  founders: PublicEndorsement[];
  /** One level lower where the page has a heading of its own. */
  lower?: boolean;
}) {
  const { text, lower = false } = props;
  const Title = lower ? 'h2' : 'h1';
  const locale = useLocale();
  const notes = noteNumbers(text.notes);
  return (
    <article id="letter" className="sheet" aria-labelledby="letter-title" lang={locale}>
      <header className="letterhead">
        <p className="letterhead-name">{text.letterhead.name}</p>
        {text.letterhead.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </header>
      <p className="letter-date">
        {text.place}, <time dateTime={text.date}>{formatDay(locale, text.date)}</time>
      </p>
      <Title id="letter-title">{text.title}</Title>
      <LetterOpening text={text} />
      {text.paragraphs.map((paragraph) => (
        <LimitedMarkdown key={paragraph} text={paragraph} notes={notes} />
      ))}
      <RequestList text={text} notes={notes} />
      {text.closing.map((paragraph) => (
        <LimitedMarkdown key={paragraph} text={paragraph} notes={notes} />
      ))}
      <p className="letter-sign-off">{text.signOff}</p>
      <LeadSigners founders={props.founders} />
      <ContactBlock lines={text.contact} />
      <NoteList notes={text.notes} numbers={notes} lower={lower} />
    </article>
  );
}

function LetterOpening({ text }: { text: LetterText }) {
  const t = useTranslate();
  return (
    <>
      <address className="addressee">
        {text.addressee.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </address>
      <p className="letter-subject">
        <span>{t('letter.subject')}</span> {text.subject}
      </p>
      <p className="letter-salutation">{text.salutation}</p>
    </>
  );
}

function RequestList({ text, notes }: { text: LetterText; notes: NoteNumbers }) {
  return (
    <>
      <p id="requests">{text.requestsIntroduction}</p>
      <ol className="requests">
        {text.requests.map((request) => (
          <li key={request}>
            <LimitedMarkdown as="span" text={request} notes={notes} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** The coordinator and founding organisations whose representative agreed to stand under the letter by name. */
function LeadSigners({ founders }: { founders: PublicEndorsement[] }) {
  const named = founders.filter((founder) => founder.representative !== null);
  const locale = useLocale();
  if (named.length === 0) return null;
  return (
    <ul className="lead-signers">
      {named.map((founder) => (
        <li key={founder.id}>
          <Signer name={founder.representative ?? ''} className="lead-name" />
          <span>
            {founder.role ? <Signer name={`${founder.role}, `} /> : null}
            <Signer name={shownNames(founder, locale).name} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function ContactBlock({ lines }: { lines: string[] }) {
  const t = useTranslate();
  if (lines.length === 0) return null;
  return (
    <div className="letter-contact">
      <p className="letter-contact-label">{t('letter.contact')}</p>
      <address>
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </address>
    </div>
  );
}

function NoteList(props: { notes: LetterText['notes']; numbers: NoteNumbers; lower: boolean }) {
  const t = useTranslate();
  const Heading = props.lower ? 'h3' : 'h2';
  if (props.notes.length === 0) return null;
  return (
    <section className="notes" aria-labelledby="notes-title">
      <Heading id="notes-title">{t('letter.notes')}</Heading>
      <ol>
        {props.notes.map((note) => (
          <li key={note.id} id={`note-${note.id}`}>
            <LimitedMarkdown as="span" text={note.text} notes={props.numbers} />
            {note.url ? (
              <>
                {' '}
                <a className="note-url" href={note.url} rel="noreferrer">
                  {new URL(note.url).hostname}
                </a>
              </>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
