import { createHash } from 'node:crypto';
import sharp, { type OutputInfo } from 'sharp';
import type { Result } from '~/primitives/result';

const longestSide = 4096;
const box = { width: 320, height: 160 };

/** 200 logos must leave a page light: the most bytes of one, and the palettes to get there. */
const heaviest = 30 * 1024;
const palettes = [256, 64, 16];

/**
 * Decodes a PNG, JPEG or WebP (told by content, never by name) and encodes it anew as PNG of at
 * most 320 × 160 pixels and 30 KB without metadata, so that nothing of the upload but its picture is
 * kept (ASVS 5.2.6, 5.3); a picture that is too rich for that loses colours. SVG and anything
 * unreadable is refused; so are more than 4096² pixels, before they are decoded.
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
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const png = await encode(data, info);
    const hash = createHash('sha256').update(png).digest('hex');
    return { ok: true, hash, png, width: info.width, height: info.height };
  } catch (error) {
    const tooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    return { ok: false, reason: tooLarge ? 'logo-too-large' : 'logo-unreadable' };
  }
}

/** The first palette that is light enough; sixteen colours of this box always are. */
async function encode(pixels: Buffer, info: OutputInfo): Promise<Buffer> {
  const { width, height, channels } = info;
  let png = Buffer.of();
  for (const colours of palettes) {
    png = await sharp(pixels, { raw: { width, height, channels } })
      .png({ palette: true, colours, compressionLevel: 9 })
      .toBuffer();
    if (png.length <= heaviest) break;
  }
  return png;
}

function hasPictureSignature(bytes: Buffer): boolean {
  const png = bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'));
  const jpeg = bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'));
  const webp =
    bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  return png || jpeg || webp;
}
