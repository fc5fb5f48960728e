import { documentWords } from '~/documents/document-words';
import { type InkLine, ink, inkRuns, measureInk } from '~/documents/lay-out-blocks.server';
import { type PdfSheet, paper, textWidthOfPage } from '~/documents/pdf-sheet.server';
import type { Face } from '~/documents/script-runs';
import { snapshotWarnings } from '~/documents/snapshot-warnings';
import { wrapRuns } from '~/documents/wrap-runs';
import type { LetterSnapshot } from '~/domain/letters/letter-snapshot';
import type { Locale } from '~/i18n/locale';

const size = 7.6;
const footerRule = paper.height - 48;
const footerBaseline = paper.height - 35;
const headerBaseline = 38;

/**
 * What stands at the edge of every page: below, short title, version and page number; above, the
 * page of the annex and, unless the page says so itself, that it is a draft or the data are invented.
 */
export function drawPageMargins(
  sheet: PdfSheet,
  snapshot: LetterSnapshot,
  page: { locale: Locale; total: number; annexPage: string | null; warned: boolean },
): void {
  const fixed = documentWords[page.locale];
  const face: Face = page.locale === 'ko' ? 'korean' : 'serif';
  const set = (text: string, bold: boolean, colour: string): InkLine => {
    const runs = inkRuns({ text, bold }, face, { size, bold, colour });
    return wrapRuns(runs, textWidthOfPage, measureInk)[0] ?? { runs: [], width: 0 };
  };
  const put = (line: InkLine, side: 'left' | 'right', baseline: number) => {
    const x = side === 'left' ? paper.left : paper.width - paper.right - line.width;
    sheet.line({ line, x, baseline });
  };
  const version = snapshot.draft
    ? fixed.draftVersion
    : `${fixed.version(snapshot.versionNumber)} (${snapshot.versionHash.slice(0, 12)})`;
  const [warning] = snapshotWarnings(snapshot, page.locale);
  const number = set(fixed.page(sheet.pageNumber, page.total), false, ink.soft);
  const about = set(`· ${version}`, false, ink.soft);
  const space = size * 0.3;
  const titleWidth = textWidthOfPage - number.width - about.width - space - 16;
  const words = snapshot.texts[page.locale].title.split(' ');
  let title = set(words.join(' '), false, ink.soft);
  while (title.width > titleWidth && words.length > 1) {
    words.pop();
    title = set(`${words.join(' ')} …`, false, ink.soft);
  }
  sheet.rules([footerRule], ink.rule, 0.6);
  sheet.artifact(() => {
    put(title, 'left', footerBaseline);
    sheet.line({ line: about, x: paper.left + title.width + space, baseline: footerBaseline });
    put(number, 'right', footerBaseline);
    if (page.annexPage) put(set(page.annexPage, true, ink.text), 'right', headerBaseline);
    if (warning && !page.warned) put(set(warning, true, ink.seal), 'left', headerBaseline);
  });
}
