import { addendumSections } from '~/documents/addendum-sections';
import { documentWords, formatCount } from '~/documents/document-words';
import { parseLimitedMarkdown, spellOutLinks } from '~/documents/limited-markdown';
import { signatureStatements } from '~/documents/signature-statements';
import { snapshotWarnings } from '~/documents/snapshot-warnings';
import { textWidth } from '~/documents/text-width';
import { wrapRuns } from '~/documents/wrap-runs';
import { inOrder, shownNames } from '~/domain/endorsements/organisation-names';
import type { LetterText } from '~/domain/letters/letter';
import type { LetterSnapshot, SnapshotEndorsement } from '~/domain/letters/letter-snapshot';
import type { SeparateAnnex } from '~/domain/letters/press';
import { countryName } from '~/i18n/country-names';
import { formatDay } from '~/i18n/format-date';
import { type Locale, localeNames } from '~/i18n/locale';
import { isolateText } from '~/primitives/isolate-text';

const columns = 76;

/**
 * The whole letter as plain text for a mail body, in each of the languages one after the other:
 * letter, numbered requests, contact, notes, endorsing organisations, counts. Lines have at most
 * 76 columns (Hangul counts two) and end in LF; no link has to be opened to understand it. `annex` is
 * Annex A where it is a document of its own.
 */
export function renderLetterText(
  snapshot: LetterSnapshot,
  locales: Locale[],
  annex: SeparateAnnex | null = null,
): string {
  const rule = `\n${'='.repeat(columns)}\n\n`;
  return locales.map((locale) => `${oneLanguage(snapshot, locale, annex)}\n`).join(rule);
}

function oneLanguage(
  snapshot: LetterSnapshot,
  locale: Locale,
  annex: SeparateAnnex | null,
): string {
  const before = cover(snapshot, locale);
  if (snapshot.addendum) return joined([before, ...addendum(snapshot, locale)]);
  const words = documentWords[locale];
  const text = snapshot.texts[locale];
  const rich = (markdown: string) => plainText(markdown, text);
  const blocks = [
    before,
    ...snapshotWarnings(snapshot, locale).map((warning) => wrap(warning)),
    lines([text.letterhead.name, ...text.letterhead.lines]),
    wrap(`${text.place}, ${formatDay(locale, text.date)}`),
    lines(text.addressee),
    wrap(text.subject, `${words.subject} `),
    wrap(text.salutation),
    ...text.paragraphs.map((paragraph) => wrap(rich(paragraph))),
    wrap(rich(text.requestsIntroduction)),
    ...text.requests.map((request, index) => wrap(rich(request), `${index + 1}. `)),
    ...text.closing.map((paragraph) => wrap(rich(paragraph))),
    wrap(text.signOff),
    text.contact.length > 0 ? [`${words.contact}:`, ...lines(text.contact)] : [],
    notes(text, words.notes, rich),
    locale === snapshot.masterLocale
      ? []
      : wrap(words.translation(localeNames[snapshot.masterLocale])),
    organisations(snapshot.endorsements, locale),
    counts(snapshot, locale, annex),
  ];
  return joined(blocks);
}

function joined(blocks: string[][]): string {
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

/** What was written for this mail, with a line between it and the letter. */
function cover(snapshot: LetterSnapshot, locale: Locale): string[] {
  const paragraph = snapshot.cover?.[locale]?.paragraph;
  if (!paragraph) return [];
  const parts = paragraph.split(/\n{2,}/).flatMap((part) => [...wrap(part), '']);
  return [...parts, '-'.repeat(columns)];
}

function addendum(snapshot: LetterSnapshot, locale: Locale): string[][] {
  return addendumSections(snapshot, locale).flatMap(({ heading, paragraphs, items }) => [
    wrap(heading),
    ...paragraphs.map((paragraph) => wrap(paragraph)),
    items.flatMap((item) => wrap(isolateText(item), '- ')),
  ]);
}

function notes(text: LetterText, heading: string, rich: (markdown: string) => string): string[] {
  if (text.notes.length === 0) return [];
  const entries = text.notes.map((note, index) =>
    wrap([rich(note.text), note.url].filter(Boolean).join(' '), `[${index + 1}] `),
  );
  return [`${heading}:`, ...entries.flat()];
}

function organisations(endorsements: SnapshotEndorsement[], locale: Locale): string[] {
  if (endorsements.length === 0) return [];
  const words = documentWords[locale];
  const entries = inOrder(endorsements, locale).map((endorsement, index) => {
    const { representative, role } = endorsement;
    const { name, beside } = shownNames(endorsement, locale);
    const other = beside ? ` (${isolateText(beside)})` : '';
    const person = [representative, role].flatMap((text) => isolateText(text ?? '') || []);
    const mark = endorsement.coordinator ? ` – ${words.coordinator}` : '';
    const place = countryName(locale, endorsement.country);
    const named = person.length === 0 ? '' : `; ${person.join(', ')}`;
    const entry = `${isolateText(name)}${other}, ${place}${mark}${named}`;
    return wrap(entry, `${index + 1}. `);
  });
  return [
    `${words.organisations} (${formatCount(locale, endorsements.length)}):`,
    ...entries.flat(),
  ];
}

function counts(snapshot: LetterSnapshot, locale: Locale, annex: SeparateAnnex | null): string[] {
  const statements = signatureStatements(snapshot, locale);
  if (snapshot.signatories.length > 0) {
    const { namesInAttachment, namesElsewhere } = documentWords[locale];
    const where = annex ? namesElsewhere(annex.names, annex.hash) : namesInAttachment;
    statements.splice(1, 0, where);
  }
  return wrap(statements.join(' '));
}

function plainText(markdown: string, text: LetterText): string {
  const number = (id: string) => text.notes.findIndex((note) => note.id === id) + 1;
  return spellOutLinks(parseLimitedMarkdown(markdown))
    .map((segment) =>
      segment.noteId === undefined ? segment.text : `[${number(segment.noteId) || segment.noteId}]`,
    )
    .join('');
}

function lines(texts: string[]): string[] {
  return texts.flatMap((text) => wrap(text));
}

/** The text in lines of at most 76 columns, hanging behind its label. */
function wrap(text: string, label = ''): string[] {
  const run = { text: text.replace(/[ \t\r\n]+/g, ' ').trim(), style: null };
  const indent = ' '.repeat(textWidth(label));
  return wrapRuns([run], columns - indent.length, textWidth).map((line, index) => {
    const words = line.runs.map((part) => part.text).join('');
    return `${index === 0 ? label : indent}${words}`;
  });
}
