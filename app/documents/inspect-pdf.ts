import { inflateSync } from 'node:zlib';

export type PdfInspection = {
  /** Fonts that are described in the file, and how many of them are embedded. */
  fonts: number;
  embedded: number;
  /** Every composite font says which letters its glyphs stand for. */
  readable: boolean;
  /** There is text in the pages, not only pictures of it. */
  text: boolean;
};

/** Reads a finished PDF back, as far as it tells whether its text can be shown and copied anywhere. */
export function inspectPdf(pdf: Buffer): PdfInspection {
  const raw = pdf.toString('latin1');
  let described = 0;
  let embedded = 0;
  let composite = 0;
  let mapped = 0;
  let text = false;
  for (const part of parts(raw)) {
    described += count(part, /\/Type\s*\/FontDescriptor\b/g);
    embedded += count(part, /\/FontFile[23]?\s+\d+ \d+ R/g);
    composite += count(part, /\/Subtype\s*\/Type0\b/g);
    mapped += count(part, /\/ToUnicode\s+\d+ \d+ R/g);
    text ||= /\bT[jJ]\b/.test(part);
  }
  const fonts = Math.max(described, composite);
  return { fonts, embedded, readable: mapped >= composite, text };
}

function count(part: string, pattern: RegExp): number {
  return part.match(pattern)?.length ?? 0;
}

/** The file without its streams, and each stream that is packed, unpacked; fonts are left out. */
function* parts(raw: string): Generator<string> {
  const stream = /stream\r?\n([\s\S]*?)\r?\nendstream/g;
  yield raw.replace(stream, '');
  for (const match of raw.matchAll(stream)) {
    const unpacked = unpack(Buffer.from(match[1] ?? '', 'latin1'));
    if (unpacked) yield unpacked;
  }
}

function unpack(bytes: Buffer): string | null {
  try {
    return inflateSync(bytes, { maxOutputLength: 16 * 1024 * 1024 }).toString('latin1');
  } catch {
    return null;
  }
}
