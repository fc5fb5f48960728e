import { type Frame, type LaidOutPage, layOutBlocks } from '~/documents/lay-out-blocks.server';
import { type Block, type BlockLook, plainRow } from '~/documents/letter-blocks';
import { packWords } from '~/documents/pack-words';
import { annexSize, frame } from '~/documents/page-frame.server';
import type { DocumentPart } from '~/documents/write-document.server';
import type { PackInput } from '~/domain/letters/press';
import { formatMoment } from '~/i18n/format-date';
import type { Locale } from '~/i18n/locale';

const millimetre = 72 / 25.4;
/** Points of an address; the smallest is what a postman still reads. */
const windowSizes = [10.5, 9.5, 8.8, 8.2];

/** The sheet on top, in one language: from whom, to whom, what is enclosed, and room for a receipt. */
export function coverPart(input: PackInput, locale: Locale): DocumentPart {
  const { snapshot } = input;
  const words = packWords[locale];
  const text = snapshot.texts[locale];
  const names = snapshot.signatories.length;
  const annex = input.annexInside ? words.annexInside(names) : words.annexApart(names);
  const moment = formatMoment(locale, snapshot.takenAt, snapshot.timeZone);
  const blocks: Block[] = [
    { ...paragraph([words.cover], 'heading', 0), tag: 'H1', ruleBelow: true },
    ...fact(words.from, [text.letterhead.name, ...text.letterhead.lines]),
    ...fact(words.to, addressLines(input, locale)),
    ...fact(words.about, [text.subject, moment]),
    ...fact(words.enclosures, [
      words.letter(input.letterPages),
      ...(names > 0 ? [annex] : []),
      `SHA-256: ${input.letterHash}`,
      ...(input.annexInside ? [] : [`SHA-256: ${input.annexHash}`]),
    ]),
    { ...paragraph([words.receipt], 'subheading', 3), tag: 'H2', keepWithNext: true },
    ...words.receiptLines.map((line) => ({ ...paragraph([line], 'small', 2.6), ruleBelow: true })),
  ];
  const pages = layOutBlocks(blocks, frame(locale, annexSize));
  return { kind: 'pages', locale, bookmark: words.cover, pages, warned: false };
}

/** The address where the window of a C4 or DL envelope is, and below how to fold the sheet. */
export function envelopePart(input: PackInput, locale: Locale): DocumentPart {
  const words = packWords[locale];
  const { letterhead } = input.snapshot.texts[locale];
  const whole = frame(locale, annexSize);
  const address = layOutInWindow(whole, [
    paragraph([letterhead.name], 'small', 0),
    paragraph(addressLines(input, locale), 'body', 0.4),
  ]);
  const [explained = []] = layOutBlocks([paragraph([words.howToFold], 'small', 0)], {
    ...whole,
    top: 110 * millimetre,
  });
  const [first = [], ...rest] = address;
  const pages = [[...first, ...explained], ...rest];
  return { kind: 'pages', locale, bookmark: words.envelope, pages, warned: false };
}

/** Blocks in the largest type with which they fit the window. */
function layOutInWindow(whole: Frame, blocks: Block[]): LaidOutPage[] {
  let pages: LaidOutPage[] = [];
  for (const size of windowSizes) {
    pages = layOutBlocks(blocks, {
      ...whole,
      size,
      left: 25 * millimetre,
      top: 48 * millimetre,
      width: 82 * millimetre,
      bottom: 88 * millimetre,
    });
    if (pages.length === 1) break;
  }
  return pages;
}

function addressLines({ snapshot, postal }: PackInput, locale: Locale): string[] {
  const { addressee } = snapshot.texts[locale];
  return postal && !addressee.includes(postal) ? [...addressee, postal] : addressee;
}

function fact(name: string, lines: string[]): Block[] {
  return [
    { ...paragraph([name], 'subheading', 1.2), tag: 'H2', keepWithNext: true },
    paragraph(lines, 'body', 0.2),
  ];
}

function paragraph(lines: string[], look: BlockLook, gap: number): Block {
  return { tag: 'P', rows: lines.map((line) => plainRow(line, look)), gap };
}
