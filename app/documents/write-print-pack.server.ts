import { buffer } from 'node:stream/consumers';
import { bundleFiles } from '~/documents/bundle-files.server';
import { coverPart, envelopePart } from '~/documents/pack-sheets.server';
import { packWords } from '~/documents/pack-words';
import { pdfFacts } from '~/documents/pdf-facts.server';
import { renderToMemory } from '~/documents/render-to-memory.server';
import { type DocumentPart, writeDocument } from '~/documents/write-document.server';
import type { PackInput } from '~/domain/letters/press';

/**
 * Everything for a delivery on paper as one ZIP: cover sheet, letter, Annex A, a sheet for the
 * envelope, each in the languages of the copy, and the SHA-256 of each. Letter and annex are the frozen
 * bytes; the same input gives the same ZIP.
 */
export async function writePrintPack(input: PackInput): Promise<Buffer> {
  const { locales } = input;
  const cover = locales.map((locale) => coverPart(input, locale));
  const envelope = locales.map((locale) => envelopePart(input, locale));
  const letterName = input.annexInside ? '2-letter-with-annex-a.pdf' : '2-letter.pdf';
  const files: [string, Buffer][] = [
    ['1-cover-sheet.pdf', await sheets(input, cover, 'cover')],
    [letterName, input.letter],
    ['3-annex-a.pdf', input.annex],
    ['4-envelope.pdf', await sheets(input, envelope, 'envelope')],
  ];
  return buffer(bundleFiles(files.map(([name, content]) => ({ name, content }))));
}

async function sheets(input: PackInput, parts: DocumentPart[], kind: 'cover' | 'envelope') {
  const { snapshot, locales } = input;
  const facts = pdfFacts(snapshot, locales, { kind });
  const title = `${packWords[locales[0] ?? snapshot.masterLocale][kind]}. ${facts.title}`;
  const document = { snapshot, facts: { ...facts, title }, parts };
  return (await renderToMemory((out) => writeDocument(document, null, out))).bytes;
}
