import { renderToStaticMarkup } from 'react-dom/server';
import { ArchiveIndex } from '~/components/archive-index';
import { signatoriesFile } from '~/domain/letters/archive-names';
import type { LetterView } from '~/domain/letters/letter-view';
import { formatMoment } from '~/i18n/format-date';
import type { Locale } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import { escapeXml } from '~/primitives/escape-xml';
import type { Result } from '~/primitives/result';
import { archivedPage, archivedStyles, filesOf, placeOfFile } from './archived-page';

type Read = (path: string) => Promise<Response>;
type File = { name: string; content: Buffer };
type Kept = { path: string; name: string; locale: Locale };

/** The pages and documents of a letter by their address on the site, and their place in a folder. */
function listKept(letter: LetterView): Kept[] {
  const versions = Array.from({ length: letter.version.number }, (_, index) => index + 1);
  const parts: [page: string | undefined, name: string][] = [
    [undefined, 'index.html'],
    ['background', 'background.html'],
    ['versions', 'versions.html'],
    ...versions.map((number): [string, string] => [`versions/${number}`, `version-${number}.html`]),
    ['letter.pdf', 'letter.pdf'],
    ['letter.txt', 'letter.txt'],
    ['feed.atom', 'feed.atom'],
  ];
  return letter.readableIn.flatMap((locale) =>
    parts.map(([page, name]) => ({
      path: letterPath(letter, locale, page),
      name: `${locale}/${name}`,
      locale,
    })),
  );
}

/**
 * What this site shows of a letter, as files that can be read without it: its pages in every language
 * with their styles, fonts and pictures, and its documents. The list of names is in the PDF. Refused
 * while a PDF with very many names is `being-made` for the first time; asking began its making.
 */
export async function archivePages(
  read: Read,
  letter: LetterView,
  site: { publicUrl: string; now: Date },
): Promise<Result<{ files: File[] }, 'being-made'>> {
  const kept = listKept(letter);
  const places = new Map(kept.map(({ path, name }) => [path, name]));
  for (const locale of letter.readableIn) {
    places.set(letterPath(letter, locale, 'signatures'), `${locale}/letter.pdf`);
  }
  const files: File[] = [];
  const wanted = new Set<string>();
  for (const { path, name, locale } of kept) {
    const response = await read(path);
    if (response.status === 503 && name.endsWith('.pdf'))
      return { ok: false, reason: 'being-made' };
    if (response.status === 404) continue;
    if (!response.ok) throw new Error(`a page for the archive answered ${response.status}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!name.endsWith('.html')) {
      files.push({ name, content: bytes });
      continue;
    }
    const html = bytes.toString();
    for (const file of filesOf(html)) wanted.add(file);
    const words = escapeXml(noteOf(letter, locale, site));
    const note = `<aside class="demonstration"><p class="container">${words}</p></aside>`;
    const placeOf = (asked: string) => places.get(asked) ?? null;
    const page = archivedPage(html, { name, publicUrl: site.publicUrl, placeOf, note });
    files.push({ name, content: Buffer.from(page) });
  }
  files.push(...(await readFiles(read, wanted)));
  files.unshift({ name: 'index.html', content: indexOf(letter, site, files) });
  return { ok: true, files };
}

/** Style sheets ask for fonts; whatever is not there is left out. */
async function readFiles(read: Read, wanted: Set<string>): Promise<File[]> {
  const files: File[] = [];
  for (const path of wanted) {
    const name = placeOfFile(path);
    const response = await read(path);
    if (!name || !response.ok) continue;
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!name.endsWith('.css')) {
      files.push({ name, content: bytes });
      continue;
    }
    const css = bytes.toString();
    // A set takes what is added while it is walked through.
    for (const file of filesOf(css)) wanted.add(file);
    files.push({ name, content: Buffer.from(archivedStyles(css)) });
  }
  return files;
}

function noteOf(letter: LetterView, locale: Locale, site: { publicUrl: string; now: Date }) {
  return translator(locale)('archive.note', {
    at: formatMoment(locale, site.now.toISOString(), letter.timeZone),
    address: site.publicUrl + letterPath(letter, locale),
  });
}

function indexOf(
  letter: LetterView,
  site: { publicUrl: string; now: Date },
  files: File[],
): Buffer {
  const { masterLocale } = letter;
  const documents = files.filter(({ name }) => /\.(pdf|txt|atom)$/.test(name));
  const index = renderToStaticMarkup(
    <ArchiveIndex
      masterLocale={masterLocale}
      letters={letter.readableIn.map((locale) => ({
        locale,
        title: letter.texts[locale].title,
        href: `${locale}/index.html`,
      }))}
      note={noteOf(letter, masterLocale, site)}
      styles={files.filter(({ name }) => name.endsWith('.css')).map(({ name }) => name)}
      files={[...documents.map(({ name }) => name), signatoriesFile, 'SHA256SUMS.txt']}
    />,
  );
  return Buffer.from(`<!DOCTYPE html>\n${index}\n`);
}
