import { ink } from '~/documents/lay-out-blocks.server';
import { type PdfSheet, paper } from '~/documents/pdf-sheet.server';
import { drawQrCode } from '~/primitives/qr-code';

/** The side of a QR code in points: wide enough for a telephone over a printed page. */
export const qrSide = 96;

/** A QR code with what it leads to and the words that stand for it; `top` is its upper edge. */
export type QrPlace = { address: string; alt: string; top: number };

/** Draws the code at the left margin, as a figure of the document. */
export function drawQr(
  sheet: PdfSheet,
  section: PDFKit.PDFStructureElement,
  { address, alt, top }: QrPlace,
): void {
  const { pdf } = sheet;
  const code = drawQrCode(address);
  const module = qrSide / code.size;
  const left = paper.left - 4 * module;
  const bbox = [left, top, left + qrSide, top + qrSide];
  const options = { alt, bbox, placement: 'Block' };
  const figure = pdf.struct('Figure', options);
  section.add(figure);
  figure.add(() => {
    pdf.save().translate(left, top).scale(module);
    pdf.path(code.path).fill(ink.text);
    pdf.restore();
  });
  figure.end();
  sheet.forgetColour();
}
