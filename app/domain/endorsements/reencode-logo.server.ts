import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Result } from '~/primitives/result';

const longestSide = 4096;
const box = { width: 320, height: 160 };

/**
 * Decodes a PNG, JPEG or WebP (told by content, never by name) and encodes it anew as PNG of at
 * most 320 × 160 pixels without metadata, so that nothing of the upload but its picture is kept
 * (ASVS 5.2.6, 5.3). SVG and anything unreadable is refused; so are more than 4096² pixels.
 */
export async function reencodeLogo(
  upload: Buffer,
): Promise<
  Result<
    { hash: string; png: Buffer; width: number; height: number },
    'logo-unreadable' | 'logo-too-large'
  >
> {
  if (!hasPictureSignature(upload)) return { ok: false, reason: 'logo-unreadable' };
  try {
    const image = sharp(upload, { limitInputPixels: longestSide * longestSide, pages: 1 });
    const { width, height } = await image.metadata();
    if (width > longestSide || height > longestSide) return { ok: false, reason: 'logo-too-large' };
    const { data, info } = await image
      .rotate()
      .resize({ ...box, fit: 'inside', withoutEnlargement: true })
      .png({ palette: true, compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true });
    const hash = createHash('sha256').update(data).digest('hex');
    return { ok: true, hash, png: data, width: info.width, height: info.height };
  } catch (error) {
    const tooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    return { ok: false, reason: tooLarge ? 'logo-too-large' : 'logo-unreadable' };
  }
}

function hasPictureSignature(bytes: Buffer): boolean {
  const png = bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'));
  const jpeg = bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'));
  const webp =
    bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  return png || jpeg || webp;
}
