import type { AnnexRows } from '~/documents/annex-rows.server';
import { drawBlocks } from '~/documents/draw-blocks.server';
import { ink, type LaidOutPage } from '~/documents/lay-out-blocks.server';
import { type PdfSheet, paper } from '~/documents/pdf-sheet.server';

/** Everything the annex needs to be drawn, measured before, so that each page knows its number. */
export type AnnexDrawing = {
  rows: AnnexRows;
  /** The index of each page's first row. */
  firstRows: number[];
  /** Heading and counts on the first page, and the points from the top at which they end. */
  opening: LaidOutPage;
  openingEnd: number;
};

/**
 * Draws the annex: one list with an item for each signatory, over as many pages as it takes.
 * `betweenPages` lets what has been written leave memory.
 */
export async function drawAnnex(
  sheet: PdfSheet,
  section: PDFKit.PDFStructureElement,
  annex: AnnexDrawing,
  turnPage: (index: number) => void,
  betweenPages: () => Promise<void>,
): Promise<void> {
  const { rows, firstRows } = annex;
  drawBlocks(sheet, section, [annex.opening], turnPage);
  if (rows.count === 0) return;
  const list = sheet.pdf.struct('L');
  section.add(list);
  for (const [page, first] of firstRows.entries()) {
    if (page > 0) turnPage(page);
    let y = drawHeader(sheet, rows, page === 0 ? annex.openingEnd : paper.top);
    const end = firstRows[page + 1] ?? rows.count;
    const between: number[] = [];
    for (let index = first; index < end; index += 1) {
      const row = rows.row(index);
      const lines = rows.lines(row, y);
      const draw = () => {
        for (const line of lines) sheet.line(line);
      };
      list.add(sheet.pdf.struct('LI', {}, draw));
      y += row.height;
      if (index + 1 < end) between.push(y);
    }
    sheet.rules(between, ink.rule, 0.3);
    await betweenPages();
  }
  list.end();
}

/** Draws the names of the columns and gives the points from the top at which the rows begin. */
function drawHeader(sheet: PdfSheet, rows: AnnexRows, top: number): number {
  const header = rows.header();
  sheet.artifact(() => {
    for (const line of rows.lines(header, top)) sheet.line(line);
  });
  const end = top + header.height;
  sheet.rules([end], ink.soft, 0.6);
  return end + 2;
}
