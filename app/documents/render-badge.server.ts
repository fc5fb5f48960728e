import sharp from 'sharp';
import { documentWords } from '~/documents/document-words';
import { drawLines } from '~/documents/draw-lines.server';
import { type InkLine, ink, inkRuns, measureInk } from '~/documents/lay-out-blocks.server';
import type { Face } from '~/documents/script-runs';
import { wrapRuns } from '~/documents/wrap-runs';
import type { Locale } from '~/i18n/locale';

export type BadgeWords = { locale: Locale; organisation: string; title: string };

const width = 640;
const height = 200;
const left = 32;
const room = width - 2 * left;
const paperColour = '#FBFAF7';
const gap = 14;
const verbSize = 19;

type Part = { lines: InkLine[]; size: number; leading: number };

/**
 * The picture by which an organisation shows on its own pages that it has signed: 640 × 200, PNG of
 * less than 40 KB, words only. A name or title that is too long even in the smallest size ends with
 * an ellipsis.
 */
export async function renderBadge(words: BadgeWords): Promise<Buffer> {
  const { locale } = words;
  const face: Face = locale === 'ko' ? 'korean' : 'serif';
  const set = (text: string, size: number, bold: boolean, colour: string) =>
    wrapRuns(inkRuns({ text, bold }, face, { size, bold, colour }), room, measureInk);
  const parts = [
    inTwoLines([34, 28, 24, 20, 17], (size) => set(words.organisation, size, true, ink.text)),
    inTwoLines([verbSize], (size) => set(documentWords[locale].badge, size, false, ink.soft)),
    inTwoLines([21, 18, 16], (size) => set(words.title, size, true, ink.seal)),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="${paperColour}"/>
    <rect width="8" height="${height}" fill="${ink.seal}"/>
    <rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" fill="none" stroke="${ink.rule}"/>
    ${stack(parts)}</svg>`;
  return sharp(Buffer.from(svg))
    .flatten({ background: paperColour })
    .png({ palette: true, colours: 32, dither: 0, compressionLevel: 9, effort: 10 })
    .toBuffer();
}

/** The largest size in which a text needs two lines at most. */
function inTwoLines(sizes: number[], set: (size: number) => InkLine[]): Part {
  let part: Part = { lines: [], size: 0, leading: 0 };
  for (const size of sizes) {
    part = { lines: set(size), size, leading: size * 1.28 };
    if (part.lines.length <= 2) return part;
  }
  const lines = part.lines.slice(0, 2);
  const last = lines.at(-1)?.runs.at(-1);
  if (last) last.text = `${[...last.text].slice(0, -2).join('').trimEnd()} …`;
  return { ...part, lines };
}

/** One under the other, in the middle of the height. */
function stack(parts: Part[]): string {
  const tall = ({ lines, size, leading }: Part) => size + (lines.length - 1) * leading;
  const sum = parts.reduce((all, part) => all + tall(part), gap * (parts.length - 1));
  let top = (height - sum) / 2;
  return parts
    .map((part) => {
      const { lines, size, leading } = part;
      const drawn = drawLines(lines, { left, top: top + size * 0.82, leading });
      top += tall(part) + gap;
      return drawn;
    })
    .join('');
}
