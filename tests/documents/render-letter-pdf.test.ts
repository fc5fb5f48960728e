import { beforeAll, describe, expect, it } from 'vitest';
import { renderLetterPdf } from '~/documents/render-letter-pdf.server';
import { locales } from '~/i18n/locale';
import { fixtureSignatories, fixtureSnapshot, fixtureTexts } from './fixture';
import { interpretedContent, poppler, textOf, wordBoxes } from './read-pdf';

const hostile = ') Tj ET /OpenAction << /S /JavaScript /JS (app.alert) >> (';

describe('the officer at the embassy', () => {
  let pdf: Buffer;
  let text: string;
  beforeAll(async () => {
    pdf = await renderLetterPdf(fixtureSnapshot(), { locales: ['en', 'ko', 'uk'] });
    text = textOf(pdf);
  });

  it('copies names of every script out exactly as they were typed', () => {
    const names = ['김민서', 'Ґудзь Єва Їжакевич', 'O’Brien', '李明', 'Nguyễn Thị Ánh Tuyết'];
    for (const name of names) expect(text).toContain(name);
  });

  it('copies ґ є і ї and the three languages of the letter out of the PDF', () => {
    expect(text).toContain('Ґрунт під ногами, єдність, їжа й інші слова з усіма літерами');
    expect(text).toContain('전쟁포로 두 사람에 대한 공정한 면담 요청');
    expect(text).toContain('Please accept, Excellency, the assurances');
    expect(text).not.toContain('\ufffd');
  });

  it('reads the date as each language writes it', () => {
    expect(textOf(pdf, 1)).toContain('Seoul, 12 February 2025');
    expect(textOf(pdf, 2)).toContain('서울, 2025년 2월 12일');
    expect(textOf(pdf, 3)).toMatch(/Сеул, 12 лютого 2025.р\./);
  });

  it('finds the letter first, then the organisations, Annex A n/m and the record', () => {
    const pages = text.split('\f').slice(0, -1);
    expect(pages).toHaveLength(8);
    expect(pages[0]).toContain('Re:');
    expect(pages[3]).toContain('Endorsing organisations (3)');
    for (const [index, page] of pages.slice(4, 7).entries()) {
      expect(page).toContain(`Annex A ${index + 1}/3`);
    }
    expect(pages[4]).toContain('120 people sign this letter by name.');
    expect(pages[4]).toContain('22 further people have signed without a printed name.');
    expect(pages[7]).toMatch(/As at: 28 March 2025 at 18:00/);
    expect(pages[7]).toContain('https://letters.example/letters/fair-hearing');
    expect(pages[7]).toContain(fixtureSnapshot().versionHash);
    expect(pages[7]).toContain('Signatures in all: 142');
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`${index + 1}/8`);
    }
  });

  it('sees notes numbered in the order of the list, and links as addresses', () => {
    const page = textOf(pdf, 1);
    expect(page).toContain('the Convention (https://example.org/convention)');
    expect(page).toMatch(
      /1\s+Example Convention, Article 3\. https:\/\/example\.org\/convention\/3/,
    );
    expect(page).not.toContain('[^');
    expect(page).not.toContain('**');
  });

  it('meets no Korean word broken over two lines', () => {
    const { paragraphs, requests, closing } = fixtureTexts.ko;
    const source = [...paragraphs, ...requests, ...closing].join(' ').replaceAll('**', '');
    const words = new Set(source.replace(/\[\^\w+\]/g, '').split(' '));
    const body = textOf(pdf, 2).split('존경하는 대사님께,')[1]?.split('대사님께 깊은')[0] ?? '';
    const seen =
      body.replace('이에 다음과 같이 정중히 요청드립니다.', '').match(/\S*[가-힣]\S*/g) ?? [];
    expect(seen.length).toBeGreaterThan(30);
    for (const word of seen) expect(words).toContain(word.replace(/[0-9]$/, ''));
  });

  it('gets an A4 document with language, title and structure', () => {
    const info = poppler('pdfinfo', pdf);
    expect(info).toMatch(/Title:\s+Safe passage & a fair hearing for two prisoners <of war>/);
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/);
    expect(info).toMatch(/CreationDate:\s+Fri Mar 28 09:00:00 2025/);
    const raw = pdf.toString('latin1');
    expect(raw).toContain('/Lang (en)');
    expect(raw).toContain('/DisplayDocTitle true');
    expect(raw).toContain('prisoners &lt;of war&gt;</rdf:li>');
    const structure = poppler('pdfinfo', pdf, ['-struct']);
    expect(structure).toMatch(/^Document\s+Sect/);
    expect(structure.match(/^ {4}H1 /gm)).toHaveLength(6);
    expect(structure.match(/^ {6}LI /gm)?.length).toBe(3 * (2 + 2) + 3 + 120);
  });

  it('hears a screen reader speak each part in its language', () => {
    expect(interpretedContent(pdf).match(/\/S \/Sect[^>]*?\/Lang \(\w\w\)/g)).toEqual([
      expect.stringContaining('(en)'),
      expect.stringContaining('(ko)'),
      expect.stringContaining('(uk)'),
      ...Array.from({ length: 3 }, () => expect.stringContaining('(en)')),
    ]);
  });

  it('needs no font of their own: all are embedded, as subsets', () => {
    const fonts = poppler('pdffonts', pdf).trim().split('\n').slice(2);
    expect(fonts).toHaveLength(4);
    for (const font of fonts) expect(font).toMatch(/Identity-H\s+yes yes yes/);
  });

  it('sees on every page that the data are invented, and on no page when they are not', async () => {
    const pages = text.split('\f').slice(0, -1);
    const warnings = [/Demonstration data:/, /시연용 자료/, /Демонстраційні дані:/];
    for (const page of pages) expect(warnings.some((warning) => warning.test(page))).toBe(true);
    const real = await renderLetterPdf(fixtureSnapshot({ demonstration: false }), {
      locales: [...locales],
    });
    for (const warning of warnings) expect(textOf(real)).not.toMatch(warning);
  });
});

describe('the organiser', () => {
  const few = (changes = {}) => fixtureSnapshot({ signatories: fixtureSignatories(8), ...changes });
  const person = { title: null, affiliation: null, country: null };

  it('gets the same bytes from the same snapshot, and another document from another', async () => {
    const first = await renderLetterPdf(few(), { locales: ['ko'] });
    const second = await renderLetterPdf(few(), { locales: ['ko'] });
    const other = await renderLetterPdf(few({ countedOnly: 23 }), { locales: ['ko'] });
    expect(first.equals(second)).toBe(true);
    const id = (pdf: Buffer) => /\/ID \[<(\w+)>/.exec(pdf.toString('latin1'))?.[1];
    expect(id(first)).toHaveLength(32);
    expect(id(first)).not.toBe(id(other));
  });

  it('is told of characters no font can draw; they are visible and copy out as typed', async () => {
    const missing: string[] = [];
    const signatories = [
      { ...person, name: 'ليلى' },
      { ...person, name: '张伟' },
    ];
    const pdf = await renderLetterPdf(few({ signatories }), {
      locales: ['en'],
      onMissingGlyphs: (characters) => missing.push(...characters),
    });
    expect(missing).toEqual(['ل', 'ي', 'ى', '张', '伟']);
    const annex =
      textOf(pdf)
        .split('\f')
        .find((page) => page.includes('Annex A 1/1')) ?? '';
    expect(annex).toMatch(/^1 .*\n +Script: Arabic\n2 +张伟$/m);
  });

  it('reads a Latin spelling below a name, and before one that no font can draw', async () => {
    const signatories = [
      { ...person, name: '김민서', latinName: 'Kim Min-seo' },
      { ...person, name: 'አበበ', latinName: 'Abebe' },
      { ...person, name: 'Jane', latinName: 'Jane' },
    ];
    const pdf = await renderLetterPdf(few({ signatories }), { locales: ['en'] });
    const annex =
      textOf(pdf)
        .split('\f')
        .find((page) => page.includes('Annex A 1/1')) ?? '';
    expect(annex).toMatch(/^1 +김민서\n +Kim Min-seo\n2 +Abebe\n +አበበ\n3 +Jane\n\n/m);
  });

  it('cannot be made to send scripts, actions or annotations by what people type', async () => {
    const signatories = [{ name: hostile, title: hostile, affiliation: hostile, country: 'KR' }];
    const texts = { ...fixtureTexts, en: { ...fixtureTexts.en, title: hostile } };
    const pdf = await renderLetterPdf(few({ signatories, texts }), { locales: ['en'] });
    expect(textOf(pdf).replace(/\s+/g, ' ')).toContain(') Tj ET /OpenAction');
    const strings = /\((?:\\.|[^\\()])*\)/g;
    const content = interpretedContent(pdf)
      .replace(strings, '()')
      .replace(/<rdf:[\s\S]*?<\/rdf:/g, '');
    for (const name of [
      'JavaScript',
      'OpenAction',
      'AA',
      'Launch',
      'EmbeddedFile',
      'Annots',
      'URI',
    ]) {
      expect(content).not.toMatch(new RegExp(`/${name}\\b`));
    }
  });

  it('accounts for people whose names only the addressee sees', async () => {
    const pdf = await renderLetterPdf(few({ countedOnly: 3, signatureCount: 15 }), {
      locales: ['uk'],
    });
    const text = textOf(pdf);
    expect(text).toContain('Поіменно цей лист підписали 8 осіб.');
    expect(text).toContain('Імена ще 4 осіб наведено лише в примірнику для адресата.');
    expect(text).toContain('Ще 3 особи підписали лист без зазначення імені.');
  });

  it('sees rows whole: long names wrap between words and stay on one page', async () => {
    const long = {
      ...person,
      name: 'Maximiliana Theodora Konstantinopolskaja-Wassiljewa of Sample',
    };
    const signatories = Array.from({ length: 60 }, () => ({
      ...long,
      affiliation: 'Institute for the Advancement of Very Long Affiliations in Small Columns',
      country: 'VC',
    }));
    const pdf = await renderLetterPdf(few({ signatories }), { locales: ['en'] });
    const pages = textOf(pdf).split('\f');
    const annex = [...pages.keys()].filter((page) => /Annex A \d+\/\d+/.test(pages[page] ?? ''));
    expect(annex.length).toBeGreaterThan(2);
    for (const page of annex) {
      const count = (word: string) => (pages[page] ?? '').split(word).length - 1;
      expect(count('Konstantinopolskaja-Wassiljewa')).toBeGreaterThan(0);
      expect(count('Maximiliana')).toBe(count('Konstantinopolskaja-Wassiljewa'));
      expect(count('Maximiliana')).toBe(count('Columns'));
      const footer = 795;
      for (const word of wordBoxes(pdf, page + 1)) {
        expect(word.bottom < footer || word.top > footer, word.text).toBe(true);
        if (word.text === 'Columns') expect(word.bottom).toBeLessThan(784);
      }
    }
  });

  it('sees no text over the margins and no word over another', async () => {
    const pdf = await renderLetterPdf(few(), { locales: ['en', 'ko', 'uk'] });
    for (let page = 1; page <= 6; page += 1) {
      const boxes = wordBoxes(pdf, page);
      expect(boxes.length).toBeGreaterThan(10);
      for (const [index, box] of boxes.entries()) {
        expect(box.left).toBeGreaterThanOrEqual(65);
        expect(box.right).toBeLessThanOrEqual(534);
        for (const other of boxes.slice(index + 1)) {
          const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
          const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
          const overlap =
            across > 0.5 && down > 0.6 * Math.min(box.bottom - box.top, other.bottom - other.top);
          expect(overlap, `page ${page}: "${box.text}" over "${other.text}"`).toBe(false);
        }
      }
    }
  });
});
