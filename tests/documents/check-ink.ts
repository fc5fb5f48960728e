import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Box = { text: string; left: number; right: number; top: number; bottom: number };
const dotsPerInch = 72;
const dark = 200;

/** Looks at a page as a picture: dots of ink in the margins, and words of which nothing is to be seen. */
export function checkInk(
  pdf: Buffer,
  page: number,
  words: Box[],
): { inMargins: number; emptyWords: string[] } {
  const { width, height, grey } = pictureOf(pdf, page);
  let inMargins = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const outside = x < 55 || x > width - 55 || y < 24 || y > height - 24;
      if (outside && (grey[y * width + x] ?? 255) < dark) inMargins += 1;
    }
  }
  const emptyWords = words.filter(({ left, right, top, bottom }) => {
    for (let y = Math.floor(top); y <= Math.ceil(bottom); y += 1) {
      for (let x = Math.floor(left); x <= Math.ceil(right); x += 1) {
        if ((grey[y * width + x] ?? 255) < 245) return false;
      }
    }
    return true;
  });
  return { inMargins, emptyWords: emptyWords.map(({ text }) => text) };
}

function pictureOf(pdf: Buffer, page: number): { width: number; height: number; grey: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned-picture-'));
  try {
    const file = join(folder, 'document.pdf');
    writeFileSync(file, pdf);
    const only = ['-f', String(page), '-l', String(page), '-singlefile'];
    const options = ['-gray', '-r', String(dotsPerInch), ...only, file, join(folder, 'page')];
    const drawn = spawnSync('pdftoppm', options, { encoding: 'utf8' });
    if (drawn.status !== 0 || drawn.stderr !== '') throw new Error(`pdftoppm: ${drawn.stderr}`);
    const picture = readFileSync(join(folder, 'page.pgm'));
    const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.toString('latin1', 0, 64));
    if (!header) throw new Error('pdftoppm drew no picture');
    const [all, width, height] = header;
    return {
      width: Number(width),
      height: Number(height),
      grey: picture.subarray(all.length),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
