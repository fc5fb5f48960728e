import { describe, expect, it } from 'vitest';
import { csvByteOrderMark, csvRow } from '~/documents/write-csv';

/** The fields of one record, read as RFC 4180 says. */
function readRecord(record: string): string[] {
  const fields = record.slice(0, -2).match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^",]*)(?=,|$)/g) ?? [];
  return fields.map((field) =>
    field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field,
  );
}

describe('the organiser who opens an export in a spreadsheet', () => {
  it('finds Hangul, Cyrillic and empty fields intact, and numbers as numbers', () => {
    expect(csvRow([1, '김민서', 'Ґудзь', null, 'O’Brien', -2])).toBe(
      '1,김민서,Ґудзь,,O’Brien,-2\r\n',
    );
    expect(csvByteOrderMark).toBe('\ufeff');
  });

  it('finds commas, quotes and line ends inside their fields', () => {
    const cells = ['a,b', 'say "yes"', 'two\r\nlines', ' spaces ', '"', ',', 'a;b'];
    expect(readRecord(csvRow(cells))).toEqual(cells);
  });

  it('never runs what somebody typed', () => {
    const cells = ['=HYPERLINK("https://evil.example")', ' @x', '＝1', '\t1', '"=1'];
    expect(readRecord(csvRow(cells))).toEqual(cells.map((cell) => `'${cell}`));
  });
});
