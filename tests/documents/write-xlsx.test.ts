import { describe, expect, it } from 'vitest';
import { writeXlsx } from '~/documents/write-xlsx.server';
import type { Cell, Table } from '~/domain/exports/export';
import { readXlsx } from './read-xlsx';
import { descendants } from './read-xml';

async function* each(rows: Cell[][]): AsyncGenerator<Cell[][]> {
  for (let at = 0; at < rows.length; at += 2) yield rows.slice(at, at + 2);
}

function table(rows: Cell[][], changes: Partial<Table> = {}): Table {
  return {
    title: 'Signatures',
    columns: ['number', 'name', 'comment'],
    rows: each(rows),
    apart: [],
    ...changes,
  };
}

async function bytesOf(made: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of made) pieces.push(piece);
  return Buffer.concat(pieces);
}

const read = async (made: AsyncIterable<Uint8Array>) => readXlsx(await bytesOf(made));

describe('the organiser who opens a workbook', () => {
  it('finds every word as typed, numbers as numbers and empty cells empty', async () => {
    const rows: Cell[][] = [
      [1, '김민서', 'two\nlines & <b>"quotes"</b>'],
      [2, 'Ґудзь Єва', null],
      [3, ' spaces  kept ', ''],
      [4, '007', '2025-01-01T09:00:00.000Z'],
      [-5, '_x0041_ and _x005F_', '𠮷野家'],
    ];
    const { sheets } = await read(writeXlsx(table(rows)));
    expect(sheets).toEqual([
      {
        name: 'Signatures',
        rows: [
          ['number', 'name', 'comment'],
          rows[0],
          [2, 'Ґудзь Єва'],
          [3, ' spaces  kept '],
          rows[3],
          rows[4],
        ],
      },
    ]);
  });

  it('never runs what somebody typed: there is no formula, and every text is a text', async () => {
    const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', '=HYPERLINK("https://evil")'];
    const { parts, sheets } = await read(writeXlsx(table(names.map((name) => [1, name, name]))));
    const sheet = parts.get('xl/worksheets/sheet1.xml');
    if (!sheet) throw new Error('no sheet');
    expect(descendants(sheet, 'f')).toEqual([]);
    expect(sheets[0]?.rows.slice(1)).toEqual(names.map((name) => [1, name, name]));
    const styles = parts.get('xl/styles.xml');
    const formats = styles ? descendants(styles, 'cellXfs')[0]?.children : [];
    for (const cell of descendants(sheet, 'c').filter(({ attributes }) => attributes.t)) {
      const text = '49';
      expect(formats?.[Number(cell.attributes.s)]?.attributes.numFmtId).toBe(text);
    }
  });

  it('opens the file whatever was typed: no character that XML forbids gets into it', async () => {
    const all = Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)).join('');
    const { sheets } = await read(writeXlsx(table([[1, `a${all}b\ud800c\ufffe`, 'x\r\ny\rz']])));
    expect(sheets[0]?.rows[1]).toEqual([1, 'a\t\n\nbc', 'x\ny\nz']);
  });

  it('has the headings bold and always in sight', async () => {
    const { parts } = await read(writeXlsx(table([[1, 'a', 'b']])));
    const sheet = parts.get('xl/worksheets/sheet1.xml');
    const styles = parts.get('xl/styles.xml');
    if (!sheet || !styles) throw new Error('parts are missing');
    expect(descendants(sheet, 'pane')[0]?.attributes).toMatchObject({
      ySplit: '1',
      state: 'frozen',
      topLeftCell: 'A2',
    });
    const [heading, body] = descendants(sheet, 'row').map((row) => row.children[1]?.attributes.s);
    const bold = (style?: string) => {
      const format = descendants(styles, 'cellXfs')[0]?.children[Number(style)];
      const font = descendants(styles, 'fonts')[0]?.children[Number(format?.attributes.fontId)];
      return font?.children.some(({ name }) => name === 'b');
    };
    expect(bold(heading)).toBe(true);
    expect(bold(body)).toBe(false);
  });

  it('finds the numbers that are no rows on a sheet of their own', async () => {
    const apart = [{ name: 'more people, counted only', count: 22 }];
    const { sheets } = await read(writeXlsx(table([[1, 'a', 'b']], { apart })));
    expect(sheets.map(({ name }) => name)).toEqual(['Signatures', 'Summary']);
    expect(sheets[1]?.rows).toEqual([
      ['what', 'number'],
      ['more people, counted only', 22],
    ]);
  });

  it('finds the rest on further sheets where a sheet is full', async () => {
    const rows = Array.from({ length: 7 }, (_, index): Cell[] => [index + 1, `${index}`, 'c']);
    const names = async (count: number) => {
      const { sheets } = await read(writeXlsx(table(rows.slice(0, count)), { rowsPerSheet: 3 }));
      return sheets.map(({ name, rows }) => `${name}: ${rows.length - 1}`);
    };
    expect(await names(0)).toEqual(['Signatures: 0']);
    expect(await names(3)).toEqual(['Signatures: 3']);
    expect(await names(7)).toEqual(['Signatures: 3', 'Signatures 2: 3', 'Signatures 3: 1']);
    const wide = table([], { columns: Array.from({ length: 30 }, (_, index) => `c${index}`) });
    expect((await read(writeXlsx(wide))).sheets[0]?.rows[0]).toHaveLength(30);
  });

  it('gets the same bytes from the same rows, on another day too', async () => {
    const make = () => bytesOf(writeXlsx(table([[1, '김민서', 'b']])));
    const first = await make();
    expect(first.equals(await make())).toBe(true);
    for (const time of (await readXlsx(first)).times) expect(time.getFullYear()).toBe(2000);
  });
});

describe('the server', () => {
  it('writes 100,000 rows in little memory, however slowly they are read', async () => {
    let given = 0;
    async function* people(): AsyncGenerator<Cell[][]> {
      for (given = 0; given < 100_000; given += 1) {
        yield [
          [given, `Ґалаґан 김민서 ${given}`, 'A comment of ordinary length, as people write.'],
        ];
      }
    }
    const before = process.memoryUsage();
    let highest = 0;
    let bytes = 0;
    let givenAtFirst = 0;
    for await (const piece of writeXlsx(table([], { rows: people() }))) {
      if (bytes === 0) {
        await new Promise((resolve) => setImmediate(resolve));
        givenAtFirst = given;
      }
      bytes += piece.length;
      const { heapUsed, external } = process.memoryUsage();
      highest = Math.max(highest, heapUsed + external - before.heapUsed - before.external);
    }
    expect(given).toBe(100_000);
    expect(givenAtFirst).toBeLessThan(10_000);
    expect(bytes).toBeGreaterThan(500_000);
    expect(highest).toBeLessThan(96 * 1024 * 1024);
  });

  it('breaks the file off when the rows fail, and lets the rows go when the reader stops', async () => {
    async function* failing(): AsyncGenerator<Cell[][]> {
      yield [[1, 'a', 'b']];
      throw new Error('the database is away');
    }
    await expect(bytesOf(writeXlsx(table([], { rows: failing() })))).rejects.toThrow('is away');

    let released = () => {};
    const letGo = new Promise<void>((resolve) => {
      released = resolve;
    });
    async function* endless(): AsyncGenerator<Cell[][]> {
      try {
        for (let number = 1; ; number += 1) yield [[number, `${Math.random()}`, 'b']];
      } finally {
        released();
      }
    }
    let bytes = 0;
    for await (const piece of writeXlsx(table([], { rows: endless() }))) {
      bytes += piece.length;
      if (bytes > 50_000) break;
    }
    await letGo;
  });
});
