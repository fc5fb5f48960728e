import type { InkStyle, PlacedLine } from '~/documents/lay-out-blocks.server';
import type { TaggedPdf } from '~/documents/tagged-pdf.server';
import type { StyledText } from '~/documents/wrap-runs';

/** A4 in points, and the margins of every page. */
export const paper = { width: 595.28, height: 841.89, left: 66, right: 62, top: 58, bottom: 62 };
export const textWidthOfPage = paper.width - paper.left - paper.right;

/** The pages of a document under the pen: puts set lines on them and knows nothing of their sense. */
export class PdfSheet {
  /** Characters that no font covers; on paper they stand as U+FFFD. */
  readonly missingGlyphs = new Set<string>();
  pageNumber = 0;
  private colour = '';

  constructor(readonly pdf: TaggedPdf) {}

  turnPage(): void {
    this.pdf.addPage();
    this.pageNumber += 1;
    this.colour = '';
  }

  /** After drawing that set colours of its own. */
  forgetColour(): void {
    this.colour = '';
  }

  line({ line, x, baseline }: PlacedLine): void {
    let at = x;
    for (const run of line.runs) {
      this.run(run, at, baseline);
      at += run.width;
    }
  }

  /** Text that belongs to the page and not to the content: read aloud by no screen reader. */
  artifact(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Pagination' });
    draw();
    this.pdf.endMarkedContent();
  }

  /** Lines from margin to margin at these heights. */
  rules(heights: number[], colour: string, weight: number): void {
    this.artifact(() => {
      this.pdf.lineWidth(weight).strokeColor(colour);
      for (const y of heights) this.pdf.moveTo(paper.left, y).lineTo(paper.width - paper.right, y);
      this.pdf.stroke();
    });
  }

  private run(run: StyledText<InkStyle>, x: number, baseline: number): void {
    const { font, size, colour, rise, language } = run.style;
    if (colour !== this.colour) {
      this.pdf.fillColor(colour);
      this.colour = colour;
    }
    this.pdf.font(font).fontSize(size);
    const where = { lineBreak: false, baseline: 'alphabetic' } as const;
    if (run.actual === undefined && language === undefined) {
      this.pdf.text(run.text, x, baseline - rise, where);
      return;
    }
    if (run.actual !== undefined && run.text !== run.actual) {
      for (const character of run.actual) this.missingGlyphs.add(character);
    }
    const meaning = { actual: run.actual, lang: language };
    this.pdf.withMeaning(meaning, () => this.pdf.text(run.text, x, baseline - rise, where));
  }
}
