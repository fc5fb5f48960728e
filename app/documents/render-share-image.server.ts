import sharp from 'sharp';
import { drawLines } from '~/documents/draw-lines.server';
import { type InkLine, ink, inkRuns, measureInk } from '~/documents/lay-out-blocks.server';
import type { Face } from '~/documents/script-runs';
import { wrapRuns } from '~/documents/wrap-runs';
import type { Locale } from '~/i18n/locale';

export type ShareImageWords = {
  locale: Locale;
  title: string;
  addresseeLine: string;
  siteName: string;
};

const width = 1200;
const height = 630;
const margin = 84;
const paperColour = '#FBFAF7';
const titleSizes = [68, 60, 53, 47, 42, 38];
const titleBottom = 470;
const titleTop = 150;

/**
 * The picture of a shared link, 1200 × 630, as PNG of far less than 80 KB: words only, never names
 * or faces. The letters are drawn as outlines, so that no font need be installed. A title that is
 * too long even in the smallest size ends with an ellipsis.
 */
export async function renderShareImage(words: ShareImageWords): Promise<Buffer> {
  const face: Face = words.locale === 'ko' ? 'korean' : 'serif';
  const set = (text: string, size: number, bold: boolean, colour: string) =>
    wrapRuns(inkRuns({ text, bold }, face, { size, bold, colour }), width - 2 * margin, measureInk);
  const title = setTitle((size) => set(words.title, size, true, ink.text), face);
  const shapes = [
    `<rect width="${width}" height="${height}" fill="${paperColour}"/>`,
    `<rect width="${width}" height="14" fill="${ink.seal}"/>`,
    `<rect x="${margin}" y="506" width="${width - 2 * margin}" height="2" fill="${ink.rule}"/>`,
    draw(set(words.siteName, 27, true, ink.soft).slice(0, 1), 96, 0),
    draw(title.lines, titleTop + title.size, title.leading),
    draw(set(words.addresseeLine, 29, false, ink.soft).slice(0, 2), 554, 38),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes.join('')}</svg>`;
  return sharp(Buffer.from(svg))
    .flatten({ background: paperColour })
    .png({ palette: true, colours: 32, dither: 0, compressionLevel: 9, effort: 10 })
    .toBuffer();
}

function draw(lines: InkLine[], top: number, leading: number): string {
  return drawLines(lines, { left: margin, top, leading });
}

function setTitle(
  set: (size: number) => InkLine[],
  face: Face,
): { lines: InkLine[]; size: number; leading: number } {
  let result = { lines: [] as InkLine[], size: 0, leading: 0 };
  let room = 0;
  for (const size of titleSizes) {
    const leading = size * (face === 'korean' ? 1.36 : 1.24);
    result = { lines: set(size), size, leading };
    room = 1 + Math.floor((titleBottom - titleTop - size) / leading);
    if (result.lines.length <= room) return result;
  }
  const lines = result.lines.slice(0, room);
  const last = lines.at(-1)?.runs.at(-1);
  if (last) last.text += ' …';
  return { ...result, lines };
}
