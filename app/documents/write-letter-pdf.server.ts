import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { addendumBlocks } from '~/documents/addendum-blocks';
import { annexOpeningBlocks, organisationBlocks, recordBlocks } from '~/documents/annex-blocks';
import { AnnexRows } from '~/documents/annex-rows.server';
import { documentWords } from '~/documents/document-words';
import { drawAnnex } from '~/documents/draw-annex.server';
import { drawBlocks } from '~/documents/draw-blocks.server';
import { drawPageMargins } from '~/documents/draw-page-margins.server';
import {
  type Frame,
  type LaidOutPage,
  layOutBlocks,
  pageEnd,
} from '~/documents/lay-out-blocks.server';
import { letterBlocks } from '~/documents/letter-blocks';
import { PdfSheet, paper, textWidthOfPage } from '~/documents/pdf-sheet.server';
import { TaggedPdf } from '~/documents/tagged-pdf.server';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import { type Locale, localeNames } from '~/i18n/locale';

export type LetterPdfReport = {
  pages: number;
  annexPages: number;
  /** Pages of the letter alone, by language. */
  letterPages: Partial<Record<Locale, number>>;
  missingGlyphs: string[];
};

/** Body text in points: the largest with which the letter stays on two pages. */
const letterSizes = [10.6, 10.2, 9.8, 9.4, 9];
const annexSize = 10;

/**
 * Writes the letter's PDF to a stream, page by page, so that a very long annex needs little memory.
 * Ends the stream; throws when the stream fails or is closed before the end.
 */
export async function writeLetterPdf(
  snapshot: LetterSnapshot,
  locales: Locale[],
  out: Writable,
): Promise<LetterPdfReport> {
  const [main] = locales;
  if (main === undefined) throw new Error('a document needs at least one language');
  const letters = locales.map((locale) => ({ locale, pages: layOutLetter(snapshot, locale) }));
  const organisations = layOutAnnexed(organisationBlocks(snapshot, main), main);
  const record = layOutAnnexed(recordBlocks(snapshot, main), main);
  const opening = layOutAnnexed(annexOpeningBlocks(snapshot, main), main)[0] ?? [];
  const openingEnd = pageEnd(opening) + 12;
  const rows = new AnnexRows(main, snapshot.signatories);
  const firstRows = await rows.paginate({
    first: paper.height - paper.bottom - openingEnd,
    following: paper.height - paper.bottom - paper.top,
  });
  const before = [...letters.map(({ pages }) => pages), organisations, record];
  const total = before.reduce((sum, pages) => sum + pages.length, firstRows.length);

  const pdf = new TaggedPdf(pdfFacts(snapshot, locales, main));
  const written = pipeline(pdf, out);
  written.catch(() => undefined);
  const sheet = new PdfSheet(pdf);
  const turnPage = (
    locale: Locale,
    page: { annexPage?: number; bookmark?: string | false; warned?: boolean },
  ) => {
    sheet.turnPage();
    if (page.bookmark) pdf.outline.addItem(page.bookmark);
    const { annexPage, warned = false } = page;
    const inAnnex = annexPage && documentWords[locale].annexPage(annexPage, firstRows.length);
    drawPageMargins(sheet, snapshot, { locale, total, annexPage: inAnnex || null, warned });
  };
  const flow = () => letItFlow(out);
  const root = pdf.struct('Document', { lang: main });
  pdf.addStructure(root);
  const section = (locale: Locale) => {
    const element = pdf.struct('Sect', { lang: locale });
    root.add(element);
    return element;
  };
  const drawPages = (pages: LaidOutPage[], locale: Locale, bookmark: string, warned = false) => {
    const element = section(locale);
    drawBlocks(sheet, element, pages, (index) =>
      turnPage(locale, { bookmark: index === 0 && bookmark, warned: warned && index === 0 }),
    );
    element.end();
  };

  for (const { locale, pages } of letters) drawPages(pages, locale, localeNames[locale], true);
  const words = documentWords[main];
  if (organisations.length > 0) drawPages(organisations, main, words.organisations);
  const annex = section(main);
  await drawAnnex(
    sheet,
    annex,
    { rows, firstRows, opening, openingEnd },
    (index) => turnPage(main, { annexPage: index + 1, bookmark: index === 0 && words.annex }),
    flow,
  );
  annex.end();
  drawPages(record, main, words.record.heading, true);
  root.end();
  pdf.end();
  await written;
  return {
    pages: total,
    annexPages: firstRows.length,
    letterPages: Object.fromEntries(letters.map(({ locale, pages }) => [locale, pages.length])),
    missingGlyphs: [...sheet.missingGlyphs],
  };
}

function frame(locale: Locale, size: number): Frame {
  return {
    left: paper.left,
    top: paper.top,
    width: textWidthOfPage,
    bottom: paper.height - paper.bottom,
    size,
    face: locale === 'ko' ? 'korean' : 'serif',
  };
}

function layOutLetter(snapshot: LetterSnapshot, locale: Locale): LaidOutPage[] {
  const blocks = snapshot.addendum
    ? addendumBlocks(snapshot, locale)
    : letterBlocks(snapshot, locale);
  let pages: LaidOutPage[] = [];
  for (const size of letterSizes) {
    pages = layOutBlocks(blocks, frame(locale, size));
    if (pages.length <= 2) break;
  }
  return pages;
}

function layOutAnnexed(blocks: ReturnType<typeof recordBlocks>, locale: Locale): LaidOutPage[] {
  return blocks.length === 0 ? [] : layOutBlocks(blocks, frame(locale, annexSize));
}

function pdfFacts(snapshot: LetterSnapshot, locales: Locale[], main: Locale) {
  const text = snapshot.texts[main];
  const { signatories, ...rest } = snapshot;
  const digest = createHash('sha256').update(JSON.stringify([locales, rest]));
  for (const signatory of signatories) digest.update(JSON.stringify(signatory));
  return {
    title: text.title,
    author: text.letterhead.name,
    subject: text.subject,
    language: main,
    madeAt: new Date(snapshot.takenAt),
    digest: digest.digest('hex'),
  };
}

/** Lets the stream take what has been written before more is made. */
async function letItFlow(out: Writable): Promise<void> {
  await nextTurn();
  while (out.writableNeedDrain && !out.destroyed) await pause(5);
  if (out.destroyed) throw new Error('the stream for the document was closed before its end');
}
