import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { DocumentSigner } from '~/documents/document-signer.server';
import { documentWords } from '~/documents/document-words';
import { type AnnexDrawing, drawAnnex } from '~/documents/draw-annex.server';
import { drawBlocks } from '~/documents/draw-blocks.server';
import { drawPageMargins } from '~/documents/draw-page-margins.server';
import { drawQr, type QrPlace } from '~/documents/draw-qr.server';
import type { LaidOutPage } from '~/documents/lay-out-blocks.server';
import { PdfSheet } from '~/documents/pdf-sheet.server';
import { type PdfFacts, TaggedPdf } from '~/documents/tagged-pdf.server';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { Locale } from '~/i18n/locale';

/** One section of a document, laid out and ready to be drawn. */
export type DocumentPart = { locale: Locale; bookmark: string } & (
  | {
      kind: 'pages';
      pages: LaidOutPage[];
      /** Its first page says by itself what every page must say. */
      warned: boolean;
      qr?: QrPlace;
    }
  | { kind: 'annex'; annex: AnnexDrawing }
);

export type WrittenDocument = {
  pages: number;
  missingGlyphs: string[];
  /** Where the file keeps room for its signature. */
  signatureAt: number | null;
};

/**
 * Writes a document of these parts to a stream, page by page, so that a very long annex needs little
 * memory. With a `signer` it has room for that signature. Ends the stream; throws when the stream
 * fails or is closed before the end.
 */
export async function writeDocument(
  document: { snapshot: LetterSnapshot; facts: PdfFacts; parts: DocumentPart[] },
  signer: DocumentSigner | null,
  out: Writable,
): Promise<WrittenDocument> {
  const { snapshot, facts, parts } = document;
  const total = parts.reduce((sum, part) => sum + pagesOf(part), 0);
  const pdf = new TaggedPdf(facts);
  const written = pipeline(pdf, out);
  written.catch(() => undefined);
  const sheet = new PdfSheet(pdf);
  const root = pdf.struct('Document', { lang: facts.language });
  pdf.addStructure(root);
  for (const part of parts) {
    const { locale } = part;
    const section = pdf.struct('Sect', { lang: locale });
    root.add(section);
    const turnPage = (index: number) => {
      sheet.turnPage();
      if (index === 0) pdf.outline.addItem(part.bookmark);
      const warned = part.kind === 'pages' && part.warned && index === 0;
      const annexPage =
        part.kind === 'annex' ? documentWords[locale].annexPage(index + 1, pagesOf(part)) : null;
      drawPageMargins(sheet, snapshot, { locale, total, annexPage, warned });
    };
    if (part.kind === 'annex') {
      await drawAnnex(sheet, section, part.annex, turnPage, () => letItFlow(out));
    } else {
      drawBlocks(sheet, section, part.pages, turnPage);
      if (part.qr) drawQr(sheet, section, part.qr);
    }
    section.end();
  }
  root.end();
  if (signer) pdf.addSignature(signer.name, signer.sign(Buffer.alloc(32)).length);
  pdf.end();
  await written;
  return {
    pages: total,
    missingGlyphs: [...sheet.missingGlyphs],
    signatureAt: pdf.signatureAt,
  };
}

function pagesOf(part: DocumentPart): number {
  return part.kind === 'annex' ? part.annex.firstRows.length : part.pages.length;
}

/** Lets the stream take what has been written before more is made. */
async function letItFlow(out: Writable): Promise<void> {
  await nextTurn();
  while (out.writableNeedDrain && !out.destroyed) await pause(5);
  if (out.destroyed) throw new Error('the stream for the document was closed before its end');
}
