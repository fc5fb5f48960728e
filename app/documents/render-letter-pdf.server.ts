import { Writable } from 'node:stream';
import { writeLetterPdf } from '~/documents/write-letter-pdf.server';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { Locale } from '~/i18n/locale';

/**
 * The letter as one tagged A4 PDF: the letter in each of the languages (two pages at most for
 * letters of ordinary length), the endorsing organisations, Annex A with the named signatories,
 * and a last page that says what the document is. The first language is the document's own. The
 * same snapshot gives the same bytes. Characters that no font covers are shown as U+FFFD, copy out
 * as they were meant, and are handed to `onMissingGlyphs`.
 */
export async function renderLetterPdf(
  snapshot: LetterSnapshot,
  options: { locales: Locale[]; onMissingGlyphs?: (characters: string[]) => void },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const memory = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const { missingGlyphs } = await writeLetterPdf(snapshot, options.locales, memory);
  if (missingGlyphs.length > 0) options.onMissingGlyphs?.(missingGlyphs);
  return Buffer.concat(chunks);
}
