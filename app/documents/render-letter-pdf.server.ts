import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { DocumentSigner } from '~/documents/document-signer.server';
import { fillSignature } from '~/documents/fill-signature.server';
import { renderToMemory } from '~/documents/render-to-memory.server';
import { writeAnnexPdf } from '~/documents/write-annex-pdf.server';
import type { WrittenDocument } from '~/documents/write-document.server';
import { type LetterPdfReport, writeLetterPdf } from '~/documents/write-letter-pdf.server';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { PrintedDocument, PrintedLetter, SeparateAnnex } from '~/domain/letters/press';
import type { Locale } from '~/i18n/locale';

type Options = {
  locales: Locale[];
  signer?: DocumentSigner | null;
  annex?: SeparateAnnex | null;
};

/**
 * The letter as one tagged A4 PDF: the letter in each of the languages (two pages at most for
 * letters of ordinary length), the endorsing organisations, Annex A with the named signatories, or
 * which document `annex` is, and a last page that says what the document is. The first language is
 * the document's own. Signed where there is a `signer`. The same snapshot gives the same bytes.
 * Characters that no font covers are shown as U+FFFD, copy out as they were meant, and are handed to
 * `onMissingGlyphs`.
 */
export async function renderLetterPdf(
  snapshot: LetterSnapshot,
  options: Options & { onMissingGlyphs?: (characters: string[]) => void },
): Promise<Buffer> {
  const { bytes, report } = await printLetter(snapshot, options);
  if (report.missingGlyphs.length > 0) options.onMissingGlyphs?.(report.missingGlyphs);
  return bytes;
}

async function printLetter(
  snapshot: LetterSnapshot,
  { locales, signer = null, annex }: Options,
): Promise<{ bytes: Buffer; report: LetterPdfReport }> {
  return inMemory(signer, (out) => writeLetterPdf(snapshot, locales, out, { signer, annex }));
}

/** Annex A of the same letter as a document of its own, in the first language. */
export async function renderAnnexPdf(
  snapshot: LetterSnapshot,
  { locales, signer = null }: Pick<Options, 'locales' | 'signer'>,
): Promise<PrintedLetter> {
  const locale = locales[0] ?? snapshot.masterLocale;
  const { bytes, report } = await inMemory(signer, (out) =>
    writeAnnexPdf(snapshot, locale, out, signer),
  );
  const { pages, missingGlyphs } = report;
  const facts = { pages, letterPages: {}, undrawn: missingGlyphs.length };
  return { letter: { bytes, hash: sha256(bytes) }, annex: null, facts };
}

/** So many bytes at least does a name in an annex take: with more, nobody need try one document. */
const bytesOfName = 60;

/**
 * The letter with its annex inside, if that makes `splitAbove` bytes at most; else two documents, of
 * which the letter names the annex by its hash.
 */
export async function renderLetterDocuments(
  snapshot: LetterSnapshot,
  { splitAbove, ...options }: Omit<Options, 'annex'> & { splitAbove: number },
): Promise<PrintedLetter> {
  const names = snapshot.signatories.length;
  if (names * bytesOfName <= splitAbove) {
    const whole = await printLetter(snapshot, options);
    if (whole.bytes.length <= splitAbove) return asPrinted(whole, null);
  }
  const { letter: annex } = await renderAnnexPdf(snapshot, options);
  const separate = { hash: annex.hash, bytes: annex.bytes.length, names };
  return asPrinted(await printLetter(snapshot, { ...options, annex: separate }), annex);
}

function asPrinted(
  { bytes, report }: { bytes: Buffer; report: LetterPdfReport },
  annex: PrintedDocument | null,
): PrintedLetter {
  const { pages, letterPages, missingGlyphs } = report;
  const facts = { pages, letterPages, undrawn: missingGlyphs.length };
  return { letter: { bytes, hash: sha256(bytes) }, annex, facts };
}

async function inMemory<Report extends WrittenDocument>(
  signer: DocumentSigner | null,
  write: (out: Writable) => Promise<Report>,
): Promise<{ bytes: Buffer; report: Report }> {
  const { bytes, report } = await renderToMemory(write);
  if (signer && report.signatureAt !== null) fillSignature(bytes, report.signatureAt, signer);
  return { bytes, report };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
