import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { renderBadge } from '~/documents/render-badge.server';
import { locales } from '~/i18n/locale';
import { fixtureTexts } from './fixture';

const names = {
  en: 'Citizens for Rights',
  ko: '북한인권시민모임',
  uk: 'Ґанок її пісень',
};

/** How many points are darker than paper within a part of the picture. */
async function ink(
  image: Buffer,
  part: { left: number; top: number; width: number; height: number },
) {
  const { data } = await sharp(image).extract(part).greyscale().raw().toBuffer({
    resolveWithObject: true,
  });
  return data.filter((value) => value < 150).length;
}

const middle = { left: 20, top: 10, width: 610, height: 180 };

describe('an organisation that puts its badge on its own pages', () => {
  it.each(locales)('gets a small picture with its name: %s', async (locale) => {
    const title = fixtureTexts[locale].title;
    const image = await renderBadge({ locale, organisation: names[locale], title });
    const { format, width, height } = await sharp(image).metadata();
    expect({ format, width, height }).toEqual({ format: 'png', width: 640, height: 200 });
    expect(image.length).toBeLessThan(40_000);
    const nameless = await renderBadge({ locale, organisation: '', title });
    expect(await ink(image, middle)).toBeGreaterThan((await ink(nameless, middle)) + 300);
  });

  it.each(locales)('sees even the longest name stay inside: %s', async (locale) => {
    const words = {
      locale,
      organisation: `${names[locale]} `.repeat(30).trim(),
      title: `${fixtureTexts[locale].title} `.repeat(8).trim(),
    };
    const image = await renderBadge(words);
    expect(image.length).toBeLessThan(40_000);
    expect(await ink(image, middle)).toBeGreaterThan(2000);
    const margins = [
      { left: 10, top: 2, width: 628, height: 14 },
      { left: 10, top: 184, width: 628, height: 14 },
      { left: 612, top: 2, width: 26, height: 196 },
    ];
    for (const margin of margins) expect(await ink(image, margin)).toBe(0);
  });
});
