import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

/** What one of poppler's tools says about a PDF. A complaint about the file is a failure. */
export function poppler(tool: string, pdf: Buffer, options: string[] = []): string {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned-pdf-'));
  try {
    const file = join(folder, 'document.pdf');
    writeFileSync(file, pdf);
    const output = tool === 'pdftotext' ? ['-'] : [];
    const result = spawnSync(tool, [...options, file, ...output], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (result.error) {
      throw new Error(`${tool} is needed to read PDFs: apt-get install poppler-utils`);
    }
    if (result.stderr !== '') throw new Error(`${tool}: ${result.stderr}`);
    return result.stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The text of a page, or of all pages, as somebody copies it out. */
export function textOf(pdf: Buffer, page?: number): string {
  const pages = page === undefined ? [] : ['-f', String(page), '-l', String(page)];
  return poppler('pdftotext', pdf, ['-layout', ...pages]);
}

/** Everything in the file that a PDF reader would interpret, streams unpacked. */
export function interpretedContent(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  const streams = [...raw.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map((match) => {
    const bytes = Buffer.from(match[1] ?? '', 'latin1');
    try {
      return inflateSync(bytes).toString('latin1');
    } catch {
      return '';
    }
  });
  return raw.replace(/stream\n[\s\S]*?\nendstream/g, '') + streams.join('\n');
}

/** Left and right edge, top and bottom of every word on a page, in points. */
export function wordBoxes(
  pdf: Buffer,
  page: number,
): { text: string; left: number; right: number; top: number; bottom: number }[] {
  const html = poppler('pdftotext', pdf, ['-bbox', '-f', String(page), '-l', String(page)]);
  const pattern =
    /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</g;
  return [...html.matchAll(pattern)].map(([, left, top, right, bottom, text]) => ({
    text: text ?? '',
    left: Number(left),
    right: Number(right),
    top: Number(top),
    bottom: Number(bottom),
  }));
}
