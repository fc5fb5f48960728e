import { beforeAll, describe, expect, it } from 'vitest';
import { renderLetterPdf } from '~/documents/render-letter-pdf.server';
import { type Locale, locales } from '~/i18n/locale';
import { letterTextEn } from '~/sample/letter-text.en';
import { letterTextKo } from '~/sample/letter-text.ko';
import { letterTextUk } from '~/sample/letter-text.uk';
import { checkInk } from './check-ink';
import { fixtureSignatories, fixtureSnapshot } from './fixture';
import { readPageContent } from './page-content';
import { PdfObjects } from './pdf-objects';
import { wordBoxes } from './read-pdf';

const texts = { en: letterTextEn, ko: letterTextKo, uk: letterTextUk };
const snapshot = fixtureSnapshot({ texts, signatories: fixtureSignatories(45) });

describe.each(locales)(
  'the officer at the embassy who looks at the pages (%s)',
  (locale: Locale) => {
    let pdf: Buffer;
    let objects: PdfObjects;
    let pages: string[];
    beforeAll(async () => {
      pdf = await renderLetterPdf(snapshot, { locales: [locale] });
      objects = new PdfObjects(pdf);
      const root = objects.dictionary(objects.trailer['/Root']);
      pages = objects
        .list(objects.dictionary(root['/Pages'])['/Kids'])
        .map((kid) => objects.bytes(objects.dictionary(kid)['/Contents']).toString('latin1'));
    });

    it('sees a letter where there is one: no glyph is a box', () => {
      for (const page of pages) {
        for (const codes of readPageContent(page).shown.values()) expect(codes.has(0)).toBe(false);
      }
    });

    it('sees no line of text run into the next one', () => {
      for (const index of pages.keys()) {
        const boxes = wordBoxes(pdf, index + 1);
        const over = boxes.flatMap((box, at) =>
          boxes.slice(at + 1).flatMap((other) => {
            const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
            const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
            const lower = Math.min(box.bottom - box.top, other.bottom - other.top);
            return across > 0.5 && down > 0.6 * lower ? [`${box.text} over ${other.text}`] : [];
          }),
        );
        expect(over, `page ${index + 1}`).toEqual([]);
      }
    });

    it('sees ink where text is and white margins around it, on every page as it is printed', () => {
      for (const index of pages.keys()) {
        const ink = checkInk(pdf, index + 1, wordBoxes(pdf, index + 1));
        expect(ink.inMargins, `page ${index + 1}`).toBe(0);
        expect(ink.emptyWords, `page ${index + 1}`).toEqual([]);
      }
    });

    it('hears words of another language spoken in it', () => {
      const spoken = new Set(pages.flatMap((page) => readPageContent(page).languages));
      const others = { en: ['ko', 'uk'], ko: ['en', 'uk'], uk: ['en', 'ko'] }[locale];
      for (const other of others) expect(spoken).toContain(other);
      expect(spoken).not.toContain(locale);
    });
  },
);
