import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { reencodeLogo } from '~/domain/endorsements/reencode-logo.server';
import { noise, pictureBomb } from '../../support/hostile-pictures';

async function encoded(upload: Buffer) {
  const logo = await reencodeLogo(upload);
  if (!logo.ok) throw new Error(logo.reason);
  return logo;
}

describe('a logo', () => {
  test.each(['png', 'jpeg', 'webp'] as const)(
    'that comes as %s leaves as PNG in its box, light and named by its content',
    async (format) => {
      const logo = await encoded(await noise(900, 500).toFormat(format).toBuffer());
      const { width, height } = await sharp(logo.png).metadata();
      expect({ width, height }).toEqual({ width: logo.width, height: logo.height });
      expect(logo.width).toBeLessThanOrEqual(320);
      expect(logo.height).toBeLessThanOrEqual(160);
      expect(logo.png.length).toBeLessThanOrEqual(30 * 1024);
      expect(createHash('sha256').update(logo.png).digest('hex')).toBe(logo.hash);
    },
  );

  test('keeps what is transparent, and its colours when they are few', async () => {
    const background = { r: 10, g: 120, b: 200, alpha: 0 };
    const clear = sharp({ create: { width: 100, height: 50, channels: 4, background } });
    const seal = { create: { width: 20, height: 20, channels: 4 as const, background: '#a01020' } };
    const upload = await clear
      .composite([{ input: seal, left: 0, top: 0 }])
      .png()
      .toBuffer();
    const { data, info } = await sharp((await encoded(upload)).png)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 4)]).toEqual([0xa0, 0x10, 0x20, 255]);
    expect(data[(info.width - 1) * 4 + 3]).toBe(0);
  });

  test('carries nothing over of what is hidden in or behind the picture', async () => {
    const canary = '<script>canary</script>';
    const exif = { IFD0: { Copyright: canary, ImageDescription: canary } };
    const picture = await noise(60, 40).withExif(exif).png().toBuffer();
    expect(picture.includes('canary')).toBe(true);
    const { png } = await encoded(Buffer.concat([picture, Buffer.from(`PK\u0003\u0004${canary}`)]));
    expect(png.includes('canary')).toBe(false);
    expect((await sharp(png).metadata()).exif).toBeUndefined();
  });

  test('of 30,000 pixels a side is refused before it is unpacked', async () => {
    const upload = pictureBomb(30_000);
    const before = process.memoryUsage().rss;
    const begun = performance.now();
    expect(await reencodeLogo(upload)).toEqual({ ok: false, reason: 'logo-too-large' });
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  test.each([
    ['a page that calls itself a picture', Buffer.from('<!doctype html><svg onload=alert(1)>')],
    ['a GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1')],
    ['an empty file', Buffer.of()],
    ['half of a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('must be a picture: %s is not', async (_what, upload) => {
    expect(await reencodeLogo(upload)).toEqual({ ok: false, reason: 'logo-unreadable' });
  });
});
