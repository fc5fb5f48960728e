import type { Writable } from 'node:stream';
import { addendumBlocks } from '~/documents/addendum-blocks';
import { annexElsewhereBlocks, organisationBlocks } from '~/documents/annex-blocks';
import type { DocumentSigner } from '~/documents/document-signer.server';
import { documentWords } from '~/documents/document-words';
import { layOutAnnex } from '~/documents/lay-out-annex.server';
import { type LaidOutPage, layOutBlocks } from '~/documents/lay-out-blocks.server';
import { letterBlocks } from '~/documents/letter-blocks';
import { annexSize, frame } from '~/documents/page-frame.server';
import { pdfFacts } from '~/documents/pdf-facts.server';
import { recordPart } from '~/documents/record-part.server';
import {
  type DocumentPart,
  type WrittenDocument,
  writeDocument,
} from '~/documents/write-document.server';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { SeparateAnnex } from '~/domain/letters/press';
import { type Locale, localeNames } from '~/i18n/locale';

export type LetterPdfReport = WrittenDocument & {
  annexPages: number;
  /** Pages of the letter alone, by language. */
  letterPages: Partial<Record<Locale, number>>;
};

/** Body text in points: the largest with which the letter stays on two pages. */
const letterSizes = [10.6, 10.2, 9.8, 9.4, 9];

/**
 * Writes the letter's PDF to a stream: the letter in each language, the organisations, Annex A or,
 * where it is a document of its own, which one; and the last page. See `writeDocument`.
 */
export async function writeLetterPdf(
  snapshot: LetterSnapshot,
  locales: Locale[],
  out: Writable,
  options: { signer?: DocumentSigner | null; annex?: SeparateAnnex | null } = {},
): Promise<LetterPdfReport> {
  const { signer = null, annex = null } = options;
  const [main] = locales;
  if (main === undefined) throw new Error('a document needs at least one language');
  const words = documentWords[main];
  const letters = locales.map((locale): DocumentPart & { kind: 'pages' } => ({
    kind: 'pages',
    locale,
    bookmark: localeNames[locale],
    pages: layOutLetter(snapshot, locale),
    warned: true,
  }));
  const organisations = organisationBlocks(snapshot, main);
  const named = annex
    ? plainPart(annexElsewhereBlocks(snapshot, main, annex), main, words.annex)
    : await layOutAnnex(snapshot, main);
  const parts: DocumentPart[] = [
    ...letters,
    ...(organisations.length > 0 ? [plainPart(organisations, main, words.organisations)] : []),
    named,
    recordPart(snapshot, main, signer),
  ];
  const facts = pdfFacts(snapshot, locales, { annex, signer: signer?.fingerprint });
  const written = await writeDocument({ snapshot, facts, parts }, signer, out);
  return {
    ...written,
    annexPages: named.kind === 'annex' ? named.annex.firstRows.length : 0,
    letterPages: Object.fromEntries(letters.map(({ locale, pages }) => [locale, pages.length])),
  };
}

function plainPart(
  blocks: ReturnType<typeof organisationBlocks>,
  locale: Locale,
  bookmark: string,
): DocumentPart {
  const pages = layOutBlocks(blocks, frame(locale, annexSize));
  return { kind: 'pages', locale, bookmark, pages, warned: false };
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
