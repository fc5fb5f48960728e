import { documentWords } from '~/documents/document-words';
import { parseLimitedMarkdown, type Segment, spellOutLinks } from '~/documents/limited-markdown';
import { snapshotWarnings } from '~/documents/snapshot-warnings';
import type { LetterText } from '~/domain/letters/letter';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import { formatDay } from '~/i18n/format-date';
import { type Locale, localeNames } from '~/i18n/locale';

export type BlockLook =
  | 'letterhead'
  | 'letterheadLine'
  | 'heading'
  | 'subheading'
  | 'subject'
  | 'body'
  | 'small'
  | 'warning';

/** One row of a block: a new line always begins with it. */
export type BlockRow = { segments: Segment[]; look: BlockLook };

/** A paragraph, heading or list item as a document shows it. Gaps are in lines of body text. */
export type Block = {
  tag: 'H1' | 'H2' | 'P' | 'LI';
  rows: BlockRow[];
  gap: number;
  align?: 'right';
  label?: string;
  keepWithNext?: boolean;
  ruleBelow?: boolean;
};

/** The letter in one language, from letterhead to notes. */
export function letterBlocks(snapshot: LetterSnapshot, locale: Locale): Block[] {
  const words = documentWords[locale];
  const warnings = snapshotWarnings(snapshot, locale);
  const text = snapshot.texts[locale];
  const rich = (markdown: string) =>
    numberNotes(spellOutLinks(parseLimitedMarkdown(markdown)), text);
  const paragraph = (markdown: string): Block => ({
    tag: 'P',
    rows: [{ segments: rich(markdown), look: 'body' }],
    gap: 0.55,
  });
  return [
    ...warnings.map((warning, index) => ({
      tag: 'P' as const,
      rows: [plainRow(warning, 'warning')],
      gap: index === 0 ? 0 : 0.2,
    })),
    {
      tag: 'P',
      rows: [
        plainRow(text.letterhead.name, 'letterhead'),
        ...text.letterhead.lines.map((line) => plainRow(line, 'letterheadLine')),
      ],
      gap: warnings.length > 0 ? 0.5 : 0,
      ruleBelow: true,
    },
    {
      tag: 'P',
      rows: [plainRow(`${text.place}, ${formatDay(locale, text.date)}`, 'body')],
      gap: 1,
      align: 'right',
    },
    { tag: 'P', rows: text.addressee.map((line) => plainRow(line, 'body')), gap: 0.6 },
    {
      tag: 'H1',
      rows: [plainRow(text.subject, 'subject')],
      label: words.subject,
      gap: 1.1,
      keepWithNext: true,
    },
    { tag: 'P', rows: [plainRow(text.salutation, 'body')], gap: 1.1, keepWithNext: true },
    ...text.paragraphs.map(paragraph),
    { ...paragraph(text.requestsIntroduction), keepWithNext: true },
    ...text.requests.map(
      (request, index): Block => ({
        tag: 'LI',
        label: `${index + 1}.`,
        rows: [{ segments: rich(request), look: 'body' }],
        gap: index === 0 ? 0.45 : 0.3,
      }),
    ),
    ...text.closing.map((line) => ({ ...paragraph(line), keepWithNext: true })),
    { ...paragraph(text.signOff), gap: 0.9, keepWithNext: text.contact.length > 0 },
    ...(text.contact.length > 0 ? contactBlocks(text, words.contact) : []),
    ...noteBlocks(text, words.notes, rich),
    ...translationBlocks(snapshot, locale),
  ];
}

/** Says of a translation whose text is the authoritative one. */
function translationBlocks({ masterLocale }: LetterSnapshot, locale: Locale): Block[] {
  if (locale === masterLocale) return [];
  const note = documentWords[locale].translation(localeNames[masterLocale]);
  return [{ tag: 'P', rows: [plainRow(note, 'small')], gap: 0.8 }];
}

function contactBlocks(text: LetterText, heading: string): Block[] {
  return [
    { tag: 'H2', rows: [plainRow(heading, 'subheading')], gap: 1.1, keepWithNext: true },
    { tag: 'P', rows: text.contact.map((line) => plainRow(line, 'small')), gap: 0.15 },
  ];
}

function noteBlocks(
  text: LetterText,
  heading: string,
  rich: (markdown: string) => Segment[],
): Block[] {
  if (text.notes.length === 0) return [];
  return [
    { tag: 'H2', rows: [plainRow(heading, 'subheading')], gap: 1.1, keepWithNext: true },
    ...text.notes.map(
      (note, index): Block => ({
        tag: 'LI',
        label: `${index + 1}`,
        rows: [
          {
            segments: [
              ...rich(note.text),
              ...(note.url ? [{ text: ` ${note.url}`, bold: false }] : []),
            ],
            look: 'small',
          },
        ],
        gap: 0.12,
      }),
    ),
  ];
}

/** References show the note's place in the list, whatever its id is. */
function numberNotes(segments: Segment[], text: LetterText): Segment[] {
  return segments.map((segment) => {
    if (segment.noteId === undefined) return segment;
    const index = text.notes.findIndex((note) => note.id === segment.noteId);
    return index < 0 ? segment : { ...segment, text: String(index + 1) };
  });
}

export function plainRow(text: string, look: BlockLook, bold = false): BlockRow {
  return { segments: [{ text, bold }], look };
}
