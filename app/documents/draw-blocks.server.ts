import { ink, type LaidOutPage, type PlacedBlock } from '~/documents/lay-out-blocks.server';
import type { PdfSheet } from '~/documents/pdf-sheet.server';

type StructureElement = PDFKit.PDFStructureElement;

/**
 * Draws laid-out pages and tags what they hold: headings, paragraphs, lists with labels. A
 * paragraph over two pages is one element. `turnPage` starts each page with what surrounds it.
 */
export function drawBlocks(
  sheet: PdfSheet,
  section: StructureElement,
  pages: LaidOutPage[],
  turnPage: (index: number) => void,
): void {
  const { pdf } = sheet;
  let list: StructureElement | null = null;
  let body: StructureElement | null = null;
  let item: StructureElement | null = null;
  const endItem = () => {
    body?.end();
    item?.end();
    body = null;
    item = null;
  };
  const begin = (placed: PlacedBlock) => {
    endItem();
    if (placed.block.tag !== 'LI') {
      list?.end();
      list = null;
      body = pdf.struct(placed.block.tag);
      section.add(body);
      return body;
    }
    if (!list) {
      list = pdf.struct('L');
      section.add(list);
    }
    item = pdf.struct('LI');
    list.add(item);
    const { label } = placed;
    if (label) item.add(pdf.struct('Lbl', {}, () => sheet.line(label)));
    body = pdf.struct('LBody');
    item.add(body);
    return body;
  };
  for (const [index, page] of pages.entries()) {
    turnPage(index);
    for (const placed of page) {
      const element: StructureElement = placed.continued && body ? body : begin(placed);
      element.add(() => {
        if (placed.label && placed.block.tag !== 'LI') sheet.line(placed.label);
        for (const line of placed.lines) sheet.line(line);
      });
      if (placed.rule !== null) sheet.rules([placed.rule], ink.text, 0.8);
    }
  }
  endItem();
  (list as StructureElement | null)?.end();
}
