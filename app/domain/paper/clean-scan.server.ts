import sharp from 'sharp';
import type { Result } from '~/primitives/result';
import { largestScanBytes } from './paper-batch';

export type ScanFault = 'scan-unreadable' | 'scan-too-large' | 'scan-too-heavy';
export type CleanScan = { type: 'application/pdf' | 'image/jpeg'; bytes: Buffer };

/** A sheet of A4 at 600 dots an inch has 35 million pixels. */
const mostPixels = 60_000_000;
const longestSide = 10_000;
const keptSide = 3500;

const pictures = [
  Buffer.from('89504e470d0a1a0a', 'hex'),
  Buffer.from('ffd8ff', 'hex'),
  Buffer.from('RIFF', 'latin1'),
];

/** What a scanner has no use for, and an attacker has. */
const activeContent = ['/JavaScript', '/Launch', '/EmbeddedFile', '/RichMedia'];

/**
 * Makes a scan safe to keep, told by content and never by name: a picture (PNG, JPEG, WebP) is
 * decoded and encoded anew as JPEG of at most 3,500 pixels a side without metadata, so that nothing
 * of the upload but its picture is left; more than 10,000 pixels a side or 60 million in all are
 * refused before they are decoded. A PDF is kept as it is, and only if it is nothing else besides:
 * it begins and ends as one (ISO 32000-2, 7.5) and carries no script, start of a program or file.
 */
export async function cleanScan(upload: Buffer): Promise<Result<CleanScan, ScanFault>> {
  if (upload.length > largestScanBytes) return { ok: false, reason: 'scan-too-heavy' };
  if (upload.subarray(0, 5).equals(Buffer.from('%PDF-'))) {
    const plain = isPlainPdf(upload);
    return plain
      ? { ok: true, type: 'application/pdf', bytes: upload }
      : { ok: false, reason: 'scan-unreadable' };
  }
  if (!pictures.some((start) => upload.subarray(0, start.length).equals(start))) {
    return { ok: false, reason: 'scan-unreadable' };
  }
  return encodeAnew(upload);
}

function isPlainPdf(upload: Buffer): boolean {
  const end = upload.lastIndexOf('%%EOF');
  const rest = end < 0 ? null : upload.subarray(end + 5).toString('latin1');
  if (rest === null || !/^[\s\0]*$/.test(rest)) return false;
  return !activeContent.some((mark) => upload.includes(mark));
}

async function encodeAnew(upload: Buffer): Promise<Result<CleanScan, ScanFault>> {
  try {
    const image = sharp(upload, { limitInputPixels: mostPixels, pages: 1 });
    const { width, height, format } = await image.metadata();
    if (!['png', 'jpeg', 'webp'].includes(format ?? '')) {
      return { ok: false, reason: 'scan-unreadable' };
    }
    if (Math.max(width, height) > longestSide || width * height > mostPixels) {
      return { ok: false, reason: 'scan-too-large' };
    }
    const bytes = await image
      .rotate()
      .resize({ width: keptSide, height: keptSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .jpeg({ quality: 80 })
      .toBuffer();
    return { ok: true, type: 'image/jpeg', bytes };
  } catch (error) {
    const tooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    return { ok: false, reason: tooLarge ? 'scan-too-large' : 'scan-unreadable' };
  }
}
