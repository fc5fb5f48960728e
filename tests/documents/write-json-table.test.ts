import { describe, expect, it } from 'vitest';
import { writeJsonTable } from '~/documents/write-json-table';
import type { Cell } from '~/domain/exports/export';

async function written(rows: Cell[][]): Promise<string> {
  async function* each(): AsyncGenerator<Cell[][]> {
    yield* rows.map((row) => [row]);
  }
  let text = '';
  const columns = ['number', 'name', 'comment'];
  for await (const piece of writeJsonTable({ title: '', columns, rows: each(), apart: [] })) {
    text += piece;
  }
  return text;
}

describe('the script that reads an export', () => {
  it('gets an array of objects whose keys are the columns in their order', async () => {
    const text = await written([
      [1, '김민서', null],
      [2, 'Ґудзь "Є" \\ <\u2028>', '=1\n\0'],
    ]);
    const rows = JSON.parse(text);
    expect(rows).toEqual([
      { number: 1, name: '김민서', comment: null },
      { number: 2, name: 'Ґудзь "Є" \\ <\u2028>', comment: '=1\n\0' },
    ]);
    expect(Object.keys(rows[0])).toEqual(['number', 'name', 'comment']);
    expect(text.split('\n')).toHaveLength(5);
  });

  it('gets an empty array where there is nobody, and many rows whole', async () => {
    expect(JSON.parse(await written([]))).toEqual([]);
    const many = Array.from({ length: 5000 }, (_, index): Cell[] => [index, `n${index}`, 'c']);
    const rows = JSON.parse(await written(many));
    expect(rows).toHaveLength(5000);
    expect(rows[4999]).toEqual({ number: 4999, name: 'n4999', comment: 'c' });
  });
});
