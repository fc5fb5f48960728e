import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { renderShareImage } from '~/documents/render-share-image.server';
import { locales } from '~/i18n/locale';
import { fixtureTexts } from './fixture';

async function darkRows(image: Buffer, from: number, to: number): Promise<number> {
  const { data, info } = await sharp(image).greyscale().raw().toBuffer({ resolveWithObject: true });
  let rows = 0;
  for (let y = from; y < to; y += 1) {
    const row = data.subarray(y * info.width * info.channels, (y + 1) * info.width * info.channels);
    if (row.some((value) => value < 100)) rows += 1;
  }
  return rows;
}

describe('somebody who gets a link to the letter', () => {
  it.each(locales)(
    'sees a picture of words, small enough for any messenger: %s',
    async (locale) => {
      const { title, addresseeShort, letterhead } = fixtureTexts[locale];
      const image = await renderShareImage({
        locale,
        title,
        addresseeLine: addresseeShort,
        siteName: letterhead.name,
      });
      const { format, width, height } = await sharp(image).metadata();
      expect({ format, width, height }).toEqual({ format: 'png', width: 1200, height: 630 });
      const colourType = image[25];
      expect(colourType, 'a palette').toBe(3);
      expect(image.length).toBeLessThan(80_000);
      expect(await darkRows(image, 150, 480)).toBeGreaterThan(60);
    },
  );

  it('sees a very long title end above the addressee', async () => {
    const image = await renderShareImage({
      locale: 'uk',
      title: `${fixtureTexts.uk.title} `.repeat(8).trim(),
      addresseeLine: `${fixtureTexts.uk.addresseeShort} `.repeat(12).trim(),
      siteName: 'Undersigned',
    });
    expect(image.length).toBeLessThan(80_000);
    expect(await darkRows(image, 486, 520)).toBe(0);
    expect(await darkRows(image, 612, 630)).toBe(0);
  });
});
