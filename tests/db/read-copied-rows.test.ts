import { describe, expect, test } from 'vitest';
import { readCopiedRows } from '~/db/read-copied-rows';

const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const trailer = Buffer.from([0xff, 0xff]);

type Field = string | Buffer | null;

function rowOf(fields: Field[]): Buffer {
  const parts = [Buffer.from([0, fields.length])];
  for (const field of fields) {
    const length = Buffer.alloc(4);
    length.writeInt32BE(field === null ? -1 : Buffer.byteLength(field));
    parts.push(length, Buffer.from(field ?? ''));
  }
  return Buffer.concat(parts);
}

async function* cut(whole: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < whole.length; at += length) yield whole.subarray(at, at + length);
}

/** Rows as they were given, the bytes among them. */
async function read(pieces: AsyncIterable<Buffer>, bytesField: number) {
  const found: Field[][] = [];
  for await (const { rows, bytes, places } of readCopiedRows(pieces, bytesField)) {
    for (const [n, row] of rows.entries()) {
      const [idFrom, idTo, from = 0, to = 0] = places.subarray(4 * n, 4 * n + 4);
      expect(Buffer.from(bytes.subarray(idFrom, idTo)).toString()).toBe(row[0]);
      expect(row[bytesField]).toBeNull();
      const field = to === 0 ? null : Buffer.from(bytes.subarray(from, to));
      found.push(row.with(bytesField, field as never));
    }
  }
  return found;
}

const rows: Field[][] = [
  ['a-1', '김민서', Buffer.from([0, 0xff, 0x80]), 'Ґудзь', null],
  ['a-2', '', null, 'plain, "quoted"\r\n', 'é'],
  ['a-3', null, Buffer.alloc(0), 'ж', '\u00e9\u0080'],
];
const copy = (given: Field[][]) => Buffer.concat([header, ...given.map(rowOf), trailer]);

describe('rows of a binary copy', () => {
  test.each([1, 2, 7, 19, 1000])('are read whole from pieces of %i bytes', async (length) => {
    expect(await read(cut(copy(rows), length), 2)).toEqual(rows);
  });

  test('are read in their order however many and however long they are', async () => {
    const long = 'слово '.repeat(40_000);
    const many = Array.from({ length: 5000 }, (_, n): Field[] => [
      ...[`${n}`, n === 2500 ? long : 'word'],
      ...[n % 3 === 0 ? null : Buffer.from(`sealed ${n}`), n === 4999 ? long : null],
    ]);
    for (const length of [997, 16_384, 10_000_000]) {
      expect(await read(cut(copy(many), length), 2)).toEqual(many);
    }
  });

  test('are none in an empty copy', async () => {
    expect(await read(cut(copy([]), 3), 2)).toEqual([]);
  });

  test('are a fault when the copy is cut off, and when it is none', async () => {
    const whole = copy(rows);
    for (const end of [0, 5, header.length, header.length + 30, whole.length - 1]) {
      await expect(read(cut(whole.subarray(0, end), 8), 2)).rejects.toThrow('cut off');
    }
    await expect(read(cut(Buffer.alloc(40), 8), 2)).rejects.toThrow('no binary copy');
  });
});
