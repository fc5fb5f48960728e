import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Html } from '@react-email/html';
import { render } from '@react-email/render';
import { addendumSections } from '~/documents/addendum-sections';
import { addendumWords } from '~/documents/addendum-words';
import { documentWords } from '~/documents/document-words';
import { renderLimitedMarkdown } from '~/documents/render-limited-markdown';
import { signatureStatements } from '~/documents/signature-statements';
import { inOrder, shownNames } from '~/domain/endorsements/organisation-names';
import type { LetterSnapshot, SnapshotEndorsement } from '~/domain/letters/letter-snapshot';
import type { SeparateAnnex } from '~/domain/letters/press';
import { countryName } from '~/i18n/country-names';
import { formatDay } from '~/i18n/format-date';
import { type Locale, localeNames } from '~/i18n/locale';
import { mailCopy } from './mail-copy';

const styles = {
  page: { backgroundColor: '#ffffff', margin: 0, padding: '16px' },
  letter: {
    color: '#1b1f24',
    fontFamily: "Georgia, 'Times New Roman', AppleMyungjo, Batang, serif",
    fontSize: '16px',
    lineHeight: '1.6',
    maxWidth: '640px',
    wordBreak: 'keep-all',
  },
} as const;

/** Says by itself who writes, how many, and about what. */
function subject(snapshot: LetterSnapshot, locale: Locale): string {
  const own = snapshot.cover?.[locale]?.subject;
  if (own) return own;
  if (snapshot.addendum) {
    const { number } = snapshot.addendum;
    return addendumWords[locale].title(number, snapshot.texts[locale].subject);
  }
  return mailCopy(locale)('letter.subject', {
    organisations: snapshot.endorsements.length,
    people: snapshot.signatureCount,
    about: snapshot.texts[locale].subject,
  });
}

/** The whole letter as HTML, the twin of the text part: nothing in it is fetched or tracked. */
function html(
  snapshot: LetterSnapshot,
  locales: Locale[],
  given: { mark?: string | null; annex?: SeparateAnnex | null } = {},
): Promise<string> {
  const { mark = null, annex = null } = given;
  const first = locales[0] ?? snapshot.masterLocale;
  return render(
    <Html lang={first} dir="ltr">
      <Head>
        <title>{snapshot.texts[first].title}</title>
      </Head>
      <Body style={styles.page}>
        <Container style={styles.letter}>
          {mark && <p lang="en">{mark}</p>}
          {locales.map((locale, place) => (
            <div key={locale} lang={locale}>
              {place > 0 && <hr />}
              <Cover snapshot={snapshot} locale={locale} />
              {snapshot.addendum ? (
                <AddendumInLanguage snapshot={snapshot} locale={locale} />
              ) : (
                <LetterInLanguage snapshot={snapshot} locale={locale} annex={annex} />
              )}
            </div>
          ))}
        </Container>
      </Body>
    </Html>,
  );
}

export const renderLetterToAddressee = { subject, html };

function Cover({ snapshot, locale }: { snapshot: LetterSnapshot; locale: Locale }) {
  const paragraph = snapshot.cover?.[locale]?.paragraph;
  if (!paragraph) return null;
  return (
    <>
      {paragraph.split(/\n{2,}/).map((part) => (
        <p key={part}>{part}</p>
      ))}
      <hr />
    </>
  );
}

function AddendumInLanguage({ snapshot, locale }: { snapshot: LetterSnapshot; locale: Locale }) {
  return (
    <>
      {addendumSections(snapshot, locale).map(({ heading, level, paragraphs, items }) => (
        <div key={heading}>
          <p>{level === 1 ? <strong>{heading}</strong> : heading}</p>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {items.length > 0 && (
            <ul>
              {items.map((item) => (
                <li key={item}>
                  <bdi>{item}</bdi>
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </>
  );
}

function LetterInLanguage(props: {
  snapshot: LetterSnapshot;
  locale: Locale;
  annex: SeparateAnnex | null;
}) {
  const { snapshot, locale, annex } = props;
  const text = snapshot.texts[locale];
  const words = documentWords[locale];
  const noteNumber = (id: string) => text.notes.findIndex((note) => note.id === id) + 1;
  const rich = (markdown: string) =>
    renderLimitedMarkdown(markdown, {
      noteLabel: (id) => String(noteNumber(id) || id),
      noteHref: (id) => `#note-${locale}-${id}`,
    });
  return (
    <>
      {snapshot.demonstration && <p>{words.demonstration}</p>}
      <Lines lines={[text.letterhead.name, ...text.letterhead.lines]} />
      <p>
        {text.place}, {formatDay(locale, text.date)}
      </p>
      <Lines lines={text.addressee} />
      <p>
        <strong>
          {words.subject} {text.subject}
        </strong>
      </p>
      <p>{text.salutation}</p>
      {text.paragraphs.map((paragraph) => (
        <p key={paragraph}>
          <Rich html={rich(paragraph)} />
        </p>
      ))}
      <p>
        <Rich html={rich(text.requestsIntroduction)} />
      </p>
      <ol>
        {text.requests.map((request) => (
          <li key={request}>
            <Rich html={rich(request)} />
          </li>
        ))}
      </ol>
      {text.closing.map((paragraph) => (
        <p key={paragraph}>
          <Rich html={rich(paragraph)} />
        </p>
      ))}
      <p>{text.signOff}</p>
      <Lines lines={text.contact} />
      <p>{words.notes}</p>
      <ol>
        {text.notes.map((note) => (
          <li key={note.id} id={`note-${locale}-${note.id}`}>
            <Rich html={rich(note.text)} /> {note.url}
          </li>
        ))}
      </ol>
      {locale !== snapshot.masterLocale && (
        <p>{words.translation(localeNames[snapshot.masterLocale])}</p>
      )}
      <p>{words.organisations}</p>
      <ol>
        {inOrder(snapshot.endorsements, locale).map((endorsement) => (
          <Organisation
            key={endorsement.organisation + endorsement.organisationEn}
            endorsement={endorsement}
            locale={locale}
          />
        ))}
      </ol>
      <p>{signatureStatements(snapshot, locale).join(' ')}</p>
      {snapshot.signatories.length > 0 && (
        <p>{annex ? words.namesElsewhere(annex.names, annex.hash) : words.namesInAttachment}</p>
      )}
    </>
  );
}

function Organisation(props: { endorsement: SnapshotEndorsement; locale: Locale }) {
  const { endorsement, locale } = props;
  const { name, beside } = shownNames(endorsement, locale);
  return (
    <li>
      <bdi>{name}</bdi>
      {beside && (
        <>
          {' '}
          (<bdi>{beside}</bdi>)
        </>
      )}
      , {countryName(locale, endorsement.country)}
      {endorsement.coordinator && ` – ${documentWords[locale].coordinator}`}
    </li>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <p>
      {lines.map((line) => (
        <span key={line}>
          {line}
          <br />
        </span>
      ))}
    </p>
  );
}

function Rich({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: limited Markdown, rendered with HTML off.
  return <span dangerouslySetInnerHTML={{ __html: html }} />;
}
