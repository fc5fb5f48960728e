import { describe, expect, it } from 'vitest';
import { renderLetterText } from '~/documents/render-letter-text';
import { textWidth } from '~/documents/text-width';
import { locales } from '~/i18n/locale';
import { letterTextEn } from '~/sample/letter-text.en';
import { letterTextKo } from '~/sample/letter-text.ko';
import { letterTextUk } from '~/sample/letter-text.uk';
import { fixtureSnapshot, fixtureTexts } from './fixture';

describe('the officer who reads mail as plain text', () => {
  const texts = { en: letterTextEn, ko: letterTextKo, uk: letterTextUk };
  const sample = renderLetterText(fixtureSnapshot({ texts }), [...locales]);

  it('has no line wider than 76 columns, Hangul counting two', () => {
    for (const line of sample.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(76);
    expect(Math.max(...sample.split('\n').map(textWidth))).toBeGreaterThan(70);
    expect(sample).not.toContain('\r');
    expect(sample.endsWith('\n')).toBe(true);
  });

  it('reads every word of every language, and no broken Korean one', () => {
    const words = new Set(sample.split(/\s+/));
    const source = [letterTextEn, letterTextKo, letterTextUk].flatMap((text) => [
      ...text.paragraphs,
      ...text.requests,
      ...text.closing,
      ...text.contact,
      text.signOff,
    ]);
    for (const word of source
      .join(' ')
      .replace(/\[\^(\d)\]/g, '[$1]')
      .split(' ')) {
      expect(words).toContain(word);
    }
  });

  it('finds requests and notes numbered and the links spelt out', () => {
    const text = renderLetterText(fixtureSnapshot(), ['en']);
    expect(text).toContain('\n\n1. To hear each prisoner alone.\n\n2. To return nobody');
    expect(text).toContain('Nobody may be returned against their will.[1]');
    expect(text).toContain('(https://example.org/convention)');
    expect(text).toContain('[1] Example Convention, Article 3. https://example.org/convention/3');
    expect(text).toContain('Seoul, 12 February 2025');
  });

  it('learns who endorses, how many sign, and where the names are', () => {
    const text = renderLetterText(fixtureSnapshot(), ['en', 'uk']);
    expect(text).toContain(
      '1. Harbour Light Initiative (등대 모임), South Korea – Coordinator; 박예시,\n   대표',
    );
    expect(text).toContain('1. Ініціатива «Маяк» (등대 모임),');
    expect(text).toContain('– Координатор; 박예시,');
    expect(text).toContain('2. ГО «Берег» (Shore NGO), Україна');
    expect(text).toContain('3. Відчинені двері (Open Door),');
    expect(text).toContain('3. Open Door, United Kingdom; Jane Example, Director');
    expect(text).toContain(
      '120 people sign this letter by name. The names are listed in Annex A of',
    );
    expect(text).toContain('22 further people have signed without a printed name.');
    expect(text).toContain('Ще 22 особи підписали лист без зазначення імені.');
    expect(text).toContain(`\n\n${'='.repeat(76)}\n\n`);
    expect(text).not.toContain('김민서');
  });

  it('is told when the data are invented', () => {
    expect(renderLetterText(fixtureSnapshot(), ['ko'])).toMatch(/^시연용 자료/);
    const real = fixtureSnapshot({ demonstration: false });
    expect(renderLetterText(real, ['ko'])).toMatch(
      new RegExp(`^${fixtureTexts.ko.letterhead.name}`),
    );
  });

  it('breaks an address only where it is wider than a line', () => {
    const url = `https://example.org/${'very-long-part/'.repeat(8)}`;
    const en = { ...fixtureTexts.en, notes: [{ id: 'law', text: 'A note.', url }] };
    const text = renderLetterText(fixtureSnapshot({ texts: { ...fixtureTexts, en } }), ['en']);
    for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(76);
    expect(text.replace(/\n {4}/g, '')).toContain(url);
  });
});

describe('an organisation that writes from right to left', () => {
  it('does not turn the line around it: its own words are isolated, others are not', () => {
    const [first, second] = fixtureSnapshot().endorsements;
    if (!first || !second) throw new Error('the fixture has three organisations');
    const named = { ...first, organisation: 'اتحاد النور', representative: 'ליאת', role: null };
    const text = renderLetterText(fixtureSnapshot({ endorsements: [named, second] }), ['en']);
    expect(text).toContain('Harbour Light Initiative (\u2068اتحاد النور\u2069), South Korea');
    expect(text.replace(/\s+/g, ' ')).toContain('; \u2068ליאת\u2069 2.');
    expect(text).not.toContain(`\u2068${second.organisation}`);
  });
});

describe('the width of text on a screen', () => {
  it.each([
    ['abc', 3],
    ['한글', 4],
    ['李明', 4],
    ['Ґудзь', 5],
    ['й'.normalize('NFD'), 1],
    ['（가）', 6],
    ['a\u200bb', 2],
    ['O’Brien', 7],
    ['…', 1],
  ])('%j takes %i columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });
});
