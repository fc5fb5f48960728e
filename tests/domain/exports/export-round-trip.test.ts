import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cell, ExportFormat, SignaturePreset } from '~/domain/exports/export';
import { streamExport } from '~/domain/exports/start-export.server';
import { readCsv, unguarded } from '../../documents/read-csv';
import { readXlsx } from '../../documents/read-xlsx';
import { descendants } from '../../documents/read-xml';
import { addSignature } from '../../support/add-signature';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';

const actor = { kind: 'operator' } as const;
let test$: TestContext;

/** What spreadsheets, and readers of CSV, stumble over. */
const awkward = [
  '김민서',
  'Ґудзь Єва',
  'O’Brien, "Red"',
  '=1+1',
  '＝HYPERLINK("x")',
  ' \u200b@sum',
  "'=1",
  "'quoted'",
  'semi;colon',
  'tab\there',
  'ends \u3000',
  '\\.',
  '\u202d+1',
  '«-2»',
  '𠮷野家',
  'e\u0301',
];
const signedAt = new Date('2026-03-29T00:59:59.987Z');

beforeAll(async () => {
  test$ = await createTestContext();
  const letterId = await createLetter(test$.ctx);
  for (const name of awkward) {
    await addSignature(test$.ctx, letterId, { name, affiliation: name, signedAt, country: 'KR' });
  }
});
afterAll(() => test$.drop());

async function exported(preset: SignaturePreset, format: ExportFormat, timeZone = 'UTC') {
  const asked = { slug, what: 'signatures', preset, format, timeZone, actor } as const;
  const made = await streamExport(test$.ctx, asked);
  if (!made.ok) throw new Error(made.reason);
  const pieces: Uint8Array[] = [];
  for await (const piece of made.rows) pieces.push(piece);
  return { ...made, bytes: Buffer.concat(pieces) };
}

async function objects(preset: SignaturePreset, format: 'json' | 'jsonl' = 'json', zone = 'UTC') {
  const text = (await exported(preset, format, zone)).bytes.toString('utf8');
  const rows =
    format === 'json'
      ? JSON.parse(text)
      : text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line));
  return rows as Record<string, Cell>[];
}

const asText = (cell: Cell | undefined) => (cell === null ? '' : String(cell));

describe('another program that reads the file', () => {
  test.each(['public', 'letter', 'full'] as const)(
    'finds in the CSV of %s every word as typed, once the guard is taken away',
    async (preset) => {
      const [head, ...records] = readCsv((await exported(preset, 'csv')).bytes);
      const rows = await objects(preset);
      expect(rows.map(({ name }) => name)).toEqual(awkward);
      expect(head).toEqual(Object.keys(rows[0] ?? {}));
      expect(records.map((record) => record.map(unguarded))).toEqual(
        rows.map((row) => Object.values(row).map(asText)),
      );
    },
  );

  test('finds no field in it that begins a formula, in whatever disguise', async () => {
    const [, ...records] = readCsv((await exported('public', 'csv')).bytes);
    const first = /^[\s"'`\p{Z}\p{Cf}«»‹›‘-‟]*([=+\-@＝＋－＠])/u;
    for (const field of records.flat()) {
      if (first.test(field)) expect(field).toMatch(/^'/);
    }
    expect(records.flat().filter((field) => first.test(field)).length).toBeGreaterThan(8);
  });

  test('gets from the database’s own CSV the bytes that the writer of rows would give', async () => {
    for (const zone of ['UTC', 'Asia/Seoul', 'Asia/Kolkata']) {
      const copied = readCsv((await exported('public', 'csv', zone)).bytes);
      const rows = await objects('public', 'jsonl', zone);
      expect(copied.slice(1).map((record) => record.slice(8, 11))).toEqual(
        rows.map((row) => Object.values(row).slice(8, 11).map(asText)),
      );
    }
  });

  test('finds the same objects in JSON Lines as in JSON', async () => {
    expect(await objects('full', 'jsonl')).toEqual(await objects('full', 'json'));
  });

  test('finds in the workbook every word, dates as dates of the zone, and filters', async () => {
    for (const [zone, wall] of [
      ['UTC', '2026-03-29T00:59:59.987Z'],
      ['Europe/Kyiv', '2026-03-29T02:59:59.987Z'],
      ['Asia/Seoul', '2026-03-29T09:59:59.987Z'],
    ] as const) {
      const { sheets, parts } = await readXlsx((await exported('public', 'xlsx', zone)).bytes);
      const [head = [], ...rows] = sheets[0]?.rows ?? [];
      expect(rows.map((row) => row[1])).toEqual(awkward);
      const serial = Number(rows[0]?.[head.indexOf('signed_at')]);
      const read = Date.UTC(1899, 11, 30) + Math.round(serial * 86_400_000);
      expect(new Date(read).toISOString()).toBe(wall);
      const sheet = parts.get('xl/worksheets/sheet1.xml');
      const styles = parts.get('xl/styles.xml');
      if (!sheet || !styles) throw new Error('parts are missing');
      expect(descendants(sheet, 'autoFilter')[0]?.attributes.ref).toBe(`A1:M${rows.length + 1}`);
      expect(descendants(sheet, 'pane')[0]?.attributes).toMatchObject({
        ySplit: '1',
        state: 'frozen',
      });
      const cell = descendants(sheet, 'c').find(({ attributes }) => attributes.r === 'J2');
      const format = descendants(styles, 'cellXfs')[0]?.children[Number(cell?.attributes.s)];
      const code = descendants(styles, 'numFmt')[0]?.attributes;
      expect(format?.attributes.numFmtId).toBe(code?.numFmtId);
      expect(code?.formatCode).toContain(`" ${zone}"`);
    }
  });

  test('finds the moment itself on whichever clocks it is written', async () => {
    const [row] = await objects('public', 'json', 'Asia/Seoul');
    expect(row?.signed_at).toBe('2026-03-29T09:59:59.987+09:00');
  });
});
