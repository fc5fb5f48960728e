import { expect, test } from 'vitest';
import { createCsvRewriter } from '~/documents/rewrite-copied-csv';
import { csvRow } from '~/documents/write-csv';

/** A field as PostgreSQL writes it (src/backend/commands/copyto.c, CSV mode). */
function copied(text: string | null): string {
  if (text === null) return '';
  const quotes = text === '' || text === '\\.' || /[",\r\n]/.test(text);
  return quotes ? `"${text.replaceAll('"', '""')}"` : text;
}

function rewrite(csv: string, columns: Parameters<typeof createCsvRewriter>[0], size: number) {
  const rewriter = createCsvRewriter(columns);
  const bytes = Buffer.from(csv);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    pieces.push(Buffer.from(rewriter.write(bytes.subarray(at, at + size))));
  }
  rewriter.end();
  return Buffer.concat(pieces).toString();
}

const awkward = [
  '김민서',
  'Олена Коваленко-Ґудзь',
  'O’Brien',
  '=1+1',
  '+82',
  '-x',
  '@sum',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  ' =1',
  '\u00a0=1',
  '\u200b@x',
  '\u061c-1',
  '\u034f=1',
  '\ufeff=1',
  '\u3000=1',
  '“=1',
  '«=1',
  "'=1",
  '`=1',
  '\t1',
  '\r1',
  '\n1',
  'a;b',
  'a,b',
  'a\tb',
  'a"b',
  '"',
  '',
  '\\.',
  "'",
  'end ',
  'end\u00a0',
  'end\u3000',
  'end\u2003',
  'カタカナ',
  'line\nbreak',
  'a\r\nb',
  '한,글',
  '😀=1',
];

test.each([1, 2, 3, 7, 64, 100_000])(
  'copied in pieces of %d bytes, every record is the one that the writer of rows writes',
  (size) => {
    const rows = awkward.map((text, n) => [n, text, awkward.at(-n) ?? null, null] as const);
    const csv = rows
      .map(([n, a, b, c]) => `${n},${copied(a)},${copied(b)},${copied(c)}\n`)
      .join('');
    const expected = rows.map((row) => csvRow(row)).join('');
    expect(rewrite(csv, ['plain', 'text', 'text', 'text'], size)).toBe(expected);
  },
);

test('any text at all is written as the writer of rows writes it', () => {
  const alphabet = [...'ab=+-@\'"`,;\t\r\n ', '\u00a0', '\u3000', '＝', '김', 'ґ', '\u200b', '😀'];
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  for (let round = 0; round < 3000; round += 1) {
    const texts = [0, 1].map(() =>
      Array.from({ length: next(6) }, () => alphabet[next(alphabet.length)]).join(''),
    );
    const csv = `${texts.map(copied).join(',')}\n`;
    expect(rewrite(csv, ['text', 'text'], 1 + next(9)), JSON.stringify(texts)).toBe(csvRow(texts));
  }
});

test.each([
  ['2026-11-29 09:00:00.123456+00', '2026-11-29T09:00:00.123Z'],
  ['2026-11-29 09:00:00+00', '2026-11-29T09:00:00.000Z'],
  ['2026-11-29 09:00:00.5+00', '2026-11-29T09:00:00.500Z'],
  ['2026-11-29 09:00:00.05+00', '2026-11-29T09:00:00.050Z'],
])('the time %s is %s', (from, to) => {
  expect(rewrite(`1,${from},\n`, ['plain', 'time', 'time'], 5)).toBe(`1,${to},\r\n`);
});

test('a record that was cut off is no record', () => {
  const rewriter = createCsvRewriter(['text', 'text']);
  expect(rewriter.write(Buffer.from('a,b\nc')).toString()).toBe('a,b\r\n');
  expect(() => rewriter.end()).toThrow('cut off');
});
