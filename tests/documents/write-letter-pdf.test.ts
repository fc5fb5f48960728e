import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { AnnexRows } from '~/documents/annex-rows.server';
import { writeLetterPdf } from '~/documents/write-letter-pdf.server';
import { locales } from '~/i18n/locale';
import { letterTextEn } from '~/sample/letter-text.en';
import { letterTextKo } from '~/sample/letter-text.ko';
import { letterTextUk } from '~/sample/letter-text.uk';
import { fixtureSignatories, fixtureSnapshot, fixtureTexts } from './fixture';
import { textOf } from './read-pdf';

function intoMemory(): { out: Writable; bytes: () => Buffer } {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { out, bytes: () => Buffer.concat(chunks) };
}

const sampleTexts = { en: letterTextEn, ko: letterTextKo, uk: letterTextUk };

describe('the officer at the embassy', () => {
  it('prints each language of the sample letter on two pages at most', async () => {
    const { out, bytes } = intoMemory();
    const snapshot = fixtureSnapshot({ texts: sampleTexts });
    const report = await writeLetterPdf(snapshot, [...locales], out);
    for (const locale of locales) expect(report.letterPages[locale]).toBeLessThanOrEqual(2);
    expect(report.missingGlyphs).toEqual([]);
    expect(textOf(bytes(), report.letterPages.en)).toContain(letterTextEn.signOff);
  });

  it('gets a longer letter in smaller type, and not on a third page', async () => {
    const { en } = fixtureTexts;
    const [, paragraph = ''] = en.paragraphs;
    const pagesWith = async (count: number) => {
      const paragraphs = Array.from({ length: count }, () => paragraph);
      const texts = { ...fixtureTexts, en: { ...en, paragraphs } };
      return (await writeLetterPdf(fixtureSnapshot({ texts }), ['en'], intoMemory().out))
        .letterPages.en;
    };
    expect(await pagesWith(20)).toBe(2);
    expect(await pagesWith(28)).toBe(2);
    expect(await pagesWith(60)).toBeGreaterThan(2);
  });

  it('meets no broken Korean word in the sample letter', async () => {
    const { out, bytes } = intoMemory();
    const snapshot = fixtureSnapshot({ texts: sampleTexts, demonstration: false });
    await writeLetterPdf(snapshot, ['ko'], out);
    const source = JSON.stringify(letterTextKo).replace(/\[\^\d\]/g, '');
    const body = textOf(bytes(), 1).split(letterTextKo.salutation)[1]?.split('포로가 된')[0] ?? '';
    const words = body.match(/[가-힣]+/g) ?? [];
    expect(words.length).toBeGreaterThan(100);
    const whole = new Set(source.match(/[가-힣]+/g));
    for (const word of words) expect(whole).toContain(word);
  });
});

describe('the organiser', () => {
  it('sends 5,000 names in less than a megabyte', async () => {
    const { out, bytes } = intoMemory();
    const signatories = fixtureSignatories(5000);
    const report = await writeLetterPdf(fixtureSnapshot({ signatories }), ['en'], out);
    expect(bytes().length).toBeLessThan(1_000_000);
    expect(report.annexPages).toBeGreaterThan(90);
    const lastAnnexPage = textOf(bytes(), report.pages - 1);
    expect(lastAnnexPage).toContain(`Annex A ${report.annexPages}/${report.annexPages}`);
    expect(lastAnnexPage).toMatch(/^\s*5000 /m);
    const counted = new Map<string, number>();
    for (const line of textOf(bytes()).split('\n')) {
      const name = /^ *\d{1,4} {2,}(.+?)(?: {2,}|$)/.exec(line)?.[1];
      if (name) counted.set(name, (counted.get(name) ?? 0) + 1);
    }
    const wanted = new Map<string, number>();
    for (const { name } of signatories) wanted.set(name, (wanted.get(name) ?? 0) + 1);
    const wrong = [...wanted].filter(([name, times]) => counted.get(name) !== times);
    expect(wrong).toEqual([]);
  });

  it('sees long numbers on one line', () => {
    const rows = new AnnexRows('en', fixtureSignatories(10_001));
    expect(rows.row(10_000).cells[0]).toHaveLength(1);
  });

  it('loses the document, and knows it, when the receiver goes away', async () => {
    const out = new PassThrough();
    out.once('data', () => out.destroy());
    const signatories = fixtureSignatories(500);
    await expect(writeLetterPdf(fixtureSnapshot({ signatories }), ['en'], out)).rejects.toThrow();
  });
});
