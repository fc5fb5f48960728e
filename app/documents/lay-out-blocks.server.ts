import { type FontKey, fontKey, runsByScript } from '~/documents/document-fonts.server';
import { widthInEm } from '~/documents/lay-out-word.server';
import type { Block, BlockLook, BlockRow } from '~/documents/letter-blocks';
import type { Segment } from '~/documents/limited-markdown';
import type { Face } from '~/documents/script-runs';
import { splitByLanguage } from '~/documents/text-language';
import { type StyledText, type WrappedLine, wrapRuns } from '~/documents/wrap-runs';
import type { Locale } from '~/i18n/locale';

/**
 * How a run of glyphs is drawn; sizes and the rise above the baseline in points. `language` is that of
 * the run where it is not the one around it.
 */
export type InkStyle = {
  font: FontKey;
  size: number;
  colour: string;
  rise: number;
  language?: string;
};
export type InkLine = WrappedLine<InkStyle>;

/** A line of a block and where its baseline starts, in points from the page's top left corner. */
export type PlacedLine = { line: InkLine; x: number; baseline: number };
/** What a page holds of a block. `continued` is a block that began on an earlier page. */
export type PlacedBlock = {
  block: Block;
  lines: PlacedLine[];
  label: PlacedLine | null;
  continued: boolean;
  rule: number | null;
};
export type LaidOutPage = PlacedBlock[];

/** The text area in points, the size of body text, and the face of the language. */
export type Frame = {
  left: number;
  top: number;
  width: number;
  bottom: number;
  size: number;
  face: Face;
  language: Locale;
};

export const ink = { text: '#1B1F24', soft: '#4A5058', rule: '#D9D5CC', seal: '#8C2F2B' } as const;

const looks: Record<BlockLook, { scale: number; bold: boolean; colour: string }> = {
  letterhead: { scale: 1.42, bold: true, colour: ink.text },
  letterheadLine: { scale: 0.86, bold: false, colour: ink.soft },
  heading: { scale: 1.5, bold: true, colour: ink.text },
  subheading: { scale: 0.9, bold: true, colour: ink.text },
  subject: { scale: 1.06, bold: true, colour: ink.text },
  body: { scale: 1, bold: false, colour: ink.text },
  small: { scale: 0.82, bold: false, colour: ink.soft },
  warning: { scale: 0.82, bold: true, colour: ink.seal },
};

/**
 * Sets blocks into pages: words whole, at least two lines of a paragraph on either side of a page
 * break, headings with what follows them.
 */
export function layOutBlocks(blocks: Block[], frame: Frame): LaidOutPage[] {
  const leading = frame.size * (frame.face === 'korean' ? 1.58 : 1.42);
  const set = blocks.map((block) => setBlock(block, frame, leading));
  const pages: LaidOutPage[] = [[]];
  let y = frame.top;
  for (const [index, { block, rows, label }] of set.entries()) {
    const gap = () => ((pages.at(-1)?.length ?? 0) > 0 ? block.gap * leading : 0);
    if (y + gap() + heightKeptTogether(set, index, leading) > frame.bottom && y > frame.top) {
      pages.push([]);
      y = frame.top;
    }
    y += gap();
    let placed = newPlacement(block, false);
    for (const [at, row] of rows.entries()) {
      const remaining = rows.length - at;
      const together = remaining === 2 ? row.height + (rows[at + 1]?.height ?? 0) : row.height;
      if (y + together > frame.bottom && placed.lines.length > 0) {
        pages.at(-1)?.push(placed);
        pages.push([]);
        y = frame.top;
        placed = newPlacement(block, true);
      }
      const baseline = y + row.height * 0.74;
      const flush = block.align === 'right' ? frame.width - row.line.width : row.indent;
      placed.lines.push({ line: row.line, x: frame.left + flush, baseline });
      if (at === 0 && label) placed.label = { line: label, x: frame.left, baseline };
      y += row.height;
    }
    if (block.ruleBelow) {
      y += leading * 0.35;
      placed.rule = y;
    }
    pages.at(-1)?.push(placed);
  }
  return pages;
}

/** The points from the top of the page at which its last line or rule ends. */
export function pageEnd(page: LaidOutPage): number {
  const last = page.at(-1);
  const line = last?.lines.at(-1);
  const descent = 0.3 * (line?.line.runs[0]?.style.size ?? 0);
  return Math.max(last?.rule ?? 0, (line?.baseline ?? 0) + descent);
}

type SetRow = { line: InkLine; height: number; indent: number };
type SetBlock = { block: Block; rows: SetRow[]; label: InkLine | null };

function newPlacement(block: Block, continued: boolean): PlacedBlock {
  return { block, lines: [], label: null, continued, rule: null };
}

function setBlock(block: Block, frame: Frame, leading: number): SetBlock {
  const label = block.label === undefined ? null : setLabel(block.label, block, frame);
  const indent = label ? labelIndent(block, label, frame) : 0;
  const rows = block.rows.flatMap((row) => {
    const height = leading * Math.max(0.86, looks[row.look].scale);
    return setLines(row, frame, frame.width - indent).map((line) => ({ line, height, indent }));
  });
  return { block, rows, label };
}

function labelIndent(block: Block, label: InkLine, frame: Frame): number {
  const beside = label.width + frame.size * 0.5;
  return block.tag === 'LI' ? Math.max(beside, frame.size * 1.9) : beside;
}

function setLabel(text: string, block: Block, frame: Frame): InkLine | null {
  const look = block.rows[0]?.look ?? 'body';
  const inList = block.tag === 'LI';
  const bold = look === 'body' || look === 'subject';
  const row: BlockRow = { segments: [{ text, bold }], look };
  const colour = inList && look === 'body' ? ink.seal : undefined;
  return setLines(row, frame, frame.width, colour)[0] ?? null;
}

function setLines(row: BlockRow, frame: Frame, width: number, colour?: string): InkLine[] {
  const look = looks[row.look];
  const size = frame.size * look.scale;
  const runs = row.segments.flatMap((segment) =>
    inkRuns(segment, frame.face, {
      size,
      bold: look.bold || segment.bold,
      colour: colour ?? look.colour,
      language: frame.language,
    }),
  );
  return wrapRuns(runs, width, measureInk);
}

export function measureInk(text: string, style: InkStyle): number {
  return widthInEm(style.font, text) * style.size;
}

type Look = { size: number; bold: boolean; colour: string; language?: Locale };

/**
 * A segment as runs of one font each, and with a language in `look` of one language each; a reference
 * to a note stands small above the line.
 */
export function inkRuns(segment: Segment, face: Face, look: Look): StyledText<InkStyle>[] {
  const raised = segment.noteId !== undefined;
  const styles = new Map<string, InkStyle>();
  const spoken = look.language
    ? splitByLanguage(segment.text, look.language)
    : [{ text: segment.text, language: null }];
  return spoken.flatMap(({ text, language }) =>
    runsByScript(text, face).map((run) => {
      const kind = `${run.face} ${language}`;
      let style = styles.get(kind);
      if (!style) {
        style = {
          font: fontKey(run.face, look.bold && !raised),
          size: raised ? look.size * 0.66 : look.size,
          colour: look.colour,
          rise: raised ? look.size * 0.36 : 0,
          ...(language && { language }),
        };
        styles.set(kind, style);
      }
      return { text: run.text, style, actual: run.actual };
    }),
  );
}

/** The height of a block's first lines and of all it must not be parted from, its own gap not. */
function heightKeptTogether(set: SetBlock[], from: number, leading: number): number {
  let height = 0;
  for (let index = from; index < set.length; index += 1) {
    const current = set[index];
    if (!current) break;
    if (index > from) height += current.block.gap * leading;
    const whole = current.block.keepWithNext || current.rows.length <= 3;
    for (const row of whole ? current.rows : current.rows.slice(0, 2)) height += row.height;
    if (!current.block.keepWithNext) break;
  }
  return height;
}
