import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import type { ExportFormat, SignaturePreset } from '~/domain/exports/export';
import { streamExport } from '~/domain/exports/start-export.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { readXlsx } from '../../documents/read-xlsx';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';
import { plantSharing } from '../../support/sharing';

const locale = 'en' as const;
const actor = { kind: 'operator' } as const;
const fullColumns =
  'number,name,email,affiliation,title,country,locale,visibility,comment,state,letter_version,signed_at,confirmed_at,withdrawn_at,source'.split(
    ',',
  );
const withoutPrivate = fullColumns.filter((column) => !['email', 'comment'].includes(column));
const endorsementColumns =
  'organisation,organisation_en,country,website,representative,role,email,state,authority_basis,approved_by,approved_at'.split(
    ',',
  );

let test$: TestContext;

beforeAll(async () => {
  test$ = await createTestContext();
  const letterId = await createLetter(test$.ctx);
  await plantSharing(test$.ctx, letterId, { code: 'leaflet' });
  const people = [
    { name: '김민서', visibility: 'public', comment: '=HYPERLINK("https://evil.example")' },
    { name: 'Ґудзь Єва', visibility: 'letter', affiliation: '＝1+1' },
    { name: 'Hidden Person', visibility: 'counted' },
    { name: 'Held Person', visibility: 'public' },
    { name: 'Pending Person', visibility: 'public' },
  ];
  for (const [index, person] of people.entries()) {
    const form = signForm({ ...person, email: `p${index}@people.example` });
    await signLetter(test$.ctx, { slug, locale, form, via: 'leaflet' });
  }
  await test$.ctx.db.deleteFrom('endorsements').execute();
  for (const { props } of await waitingMails(test$.ctx, 'confirm-signature')) {
    if (props.name === 'Pending Person') continue;
    const held = props.name === 'Held Person';
    await confirmToken(test$.ctx, { token: props.confirmToken });
    if (held) {
      await test$.ctx.db
        .updateTable('signatures')
        .set({ state: 'held', public_name: null })
        .where('public_name', '=', 'Held Person')
        .execute();
    }
  }
});
afterAll(() => test$.drop());

async function download(preset: SignaturePreset, format: ExportFormat) {
  const asked = { slug, what: 'signatures', preset, format, actor } as const;
  const made = await streamExport(test$.ctx, asked);
  if (!made.ok) throw new Error(made.reason);
  const pieces: Buffer[] = [];
  for await (const piece of made.rows) pieces.push(Buffer.from(piece));
  return { ...made, bytes: Buffer.concat(pieces) };
}

async function objects(preset: SignaturePreset): Promise<Record<string, unknown>[]> {
  return JSON.parse((await download(preset, 'json')).bytes.toString('utf8'));
}

describe('the organiser who exports signatures', () => {
  test('finds the same columns in the same order in every format', async () => {
    for (const [preset, columns] of [
      ['full', fullColumns],
      ['letter', withoutPrivate],
      ['public', withoutPrivate],
    ] as const) {
      const csv = (await download(preset, 'csv')).bytes.toString('utf8');
      expect(csv.split('\r\n')[0]).toBe(`\ufeff${columns.join(',')}`);
      const { sheets } = await readXlsx((await download(preset, 'xlsx')).bytes);
      expect(sheets[0]?.rows[0]).toEqual(columns);
      expect(Object.keys((await objects(preset))[0] ?? {})).toEqual(columns);
    }
  });

  test('finds numbers as numbers, times in UTC, what is not there as null', async () => {
    const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
    expect((await objects('full'))[0]).toEqual({
      number: expect.any(Number),
      name: '김민서',
      email: 'p0@people.example',
      affiliation: null,
      title: null,
      country: null,
      locale: 'en',
      visibility: 'public',
      comment: '=HYPERLINK("https://evil.example")',
      state: 'confirmed',
      letter_version: 1,
      signed_at: expect.stringMatching(time),
      confirmed_at: expect.stringMatching(time),
      withdrawn_at: null,
      source: 'leaflet',
    });
  });

  test('gets nobody who is held or waits, and nobody who asked not to be named, but in full', async () => {
    const names = async (preset: SignaturePreset) =>
      (await objects(preset)).map(({ name, state }) => `${name}: ${state}`);
    expect(await names('public')).toEqual(['김민서: confirmed']);
    expect(await names('letter')).toEqual(['김민서: confirmed', 'Ґудзь Єва: confirmed']);
    expect(await names('full')).toEqual([
      '김민서: confirmed',
      'Ґудзь Єва: confirmed',
      'Hidden Person: confirmed',
      'Held Person: held',
      'Pending Person: pending',
    ]);
  });

  test('is told the number of the people who are counted only, apart from the rows', async () => {
    for (const format of ['csv', 'xlsx', 'json'] as const) {
      expect(await download('letter', format)).toMatchObject({ rowCount: 2, countedOnly: 1 });
      expect(await download('public', format)).toMatchObject({ countedOnly: null });
    }
    const { sheets } = await readXlsx((await download('letter', 'xlsx')).bytes);
    expect(sheets[1]).toEqual({
      name: 'Summary',
      rows: [
        ['what', 'number'],
        ['people named in this file', 2],
        ['more people, counted only', 1],
      ],
    });
    expect((await readXlsx((await download('full', 'xlsx')).bytes)).sheets).toHaveLength(1);
  });

  test('runs no formula that somebody typed', async () => {
    const csv = (await download('full', 'csv')).bytes.toString('utf8');
    expect(csv).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(csv).toContain("'＝1+1");
    const { parts, sheets } = await readXlsx((await download('full', 'xlsx')).bytes);
    expect(sheets[0]?.rows[1]).toContain('=HYPERLINK("https://evil.example")');
    expect(JSON.stringify([...parts.values()])).not.toContain('"name":"f"');
  });

  test('saves it under a name that says what it is', async () => {
    for (const [format, contentType] of [
      ['csv', 'text/csv; charset=utf-8'],
      ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['json', 'application/json; charset=utf-8'],
    ] as const) {
      const made = await download('public', format);
      expect(made.contentType).toBe(contentType);
      expect(made.fileName).toMatch(
        new RegExp(`^${slug}-signatures-public-1-rows-[\\d-]{10}\\.${format}$`),
      );
    }
  });

  test('finds each export in the audit log with its format', async () => {
    const { bytes } = await download('letter', 'xlsx');
    const entries = await test$.ctx.db
      .selectFrom('audit_entries')
      .select(['action', 'details'])
      .orderBy('id', 'desc')
      .limit(2)
      .execute();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const made = { preset: 'letter', format: 'xlsx', rows: 2 };
    expect(entries).toEqual([
      { action: 'export.finished', details: { ...made, bytes: bytes.length, sha256 } },
      { action: 'signatures.exported', details: { ...made, timeZone: 'UTC' } },
    ]);
  });
});

test('organisations are exported in every format with their columns, an empty list too', async () => {
  for (const [preset, columns] of [
    ['full', endorsementColumns],
    ['public', endorsementColumns.filter((column) => column !== 'email')],
  ] as const) {
    const asked = { slug, what: 'endorsements', preset, format: 'xlsx', actor } as const;
    const made = await streamExport(test$.ctx, asked);
    if (!made.ok) throw new Error(made.reason);
    const pieces: Buffer[] = [];
    for await (const piece of made.rows) pieces.push(Buffer.from(piece));
    const { sheets } = await readXlsx(Buffer.concat(pieces));
    expect(sheets).toEqual([{ name: 'Endorsements', rows: [columns] }]);
  }
});
