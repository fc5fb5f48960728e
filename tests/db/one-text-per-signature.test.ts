import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listLetterSignatoryRows } from '~/db/letter-signatories.server';
import { listPublicSignatoryRows } from '~/db/public-signatories.server';
import { createTestContext, type TestContext } from '../support/database';
import { createLetter } from '../support/letter';
import { publish, signAndConfirm } from '../support/versions';
import { withoutCondition } from '../support/without-condition';

let test$: TestContext;
let letterId: string;
beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  await signAndConfirm(test$.ctx, { email: 'minseo@people.example', name: 'Earlier Person' });
  await publish(test$.ctx, 'change', '(2)');
  await signAndConfirm(test$.ctx, { email: 'olena@people.example', name: 'Present Person' });
});
afterAll(() => test$.drop());

const views = ['public_signatories', 'letter_signatories'] as const;
const condition = '(s.meaning = l.meaning)';

async function seen(view: (typeof views)[number]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(view)}`.execute(
    test$.ctx.db,
  );
  return rows.map(({ id }) => id);
}

test.each(views)(
  'whoever signed an earlier text only is not in %s, by its condition',
  async (view) => {
    expect(await seen(view)).toHaveLength(1);
    const leaks = await withoutCondition(test$.ctx, { view, condition }, () => seen(view));
    expect(leaks).toHaveLength(2);
  },
);

test('the document for the addressee reads its names from there', async () => {
  const names = async () =>
    (await listLetterSignatoryRows(test$.ctx.db, letterId)).map(({ id }) => id);
  expect(await names()).toHaveLength(1);
  const of = { view: 'letter_signatories', condition };
  expect(await withoutCondition(test$.ctx, of, names)).toHaveLength(2);
});

test('a page of the public list is full, though somebody before it signed an earlier text', async () => {
  const text = { letterId, meaning: 2 };
  const page = { timeZone: 'UTC', limit: 1 };
  const names = async (more: { language?: string; query?: string }) =>
    (await listPublicSignatoryRows(test$.ctx.db, text, { ...page, ...more })).map(
      (row) => row.name,
    );
  expect(await names({ language: 'en' })).toEqual(['Present Person']);
  expect(await names({ language: 'en', query: 'person' })).toEqual(['Present Person']);
  expect(await names({ query: 'earlier' })).toEqual([]);
});

test('for which text a signature counts is asked in few places', () => {
  const folder = fileURLToPath(new URL('../../app/db', import.meta.url));
  const files = readdirSync(folder).filter(
    (file) =>
      file.endsWith('.server.ts') && /\bmeaning\b/.test(readFileSync(join(folder, file), 'utf8')),
  );
  expect(files.sort()).toEqual([
    'carry-overs.server.ts',
    'letter-versions.server.ts',
    'letters.server.ts',
    'present-meaning.server.ts',
    'public-signatories.server.ts',
    'signature-export.server.ts',
    'signature-figures.server.ts',
    'signature-filter.server.ts',
    'signature-table.server.ts',
    'signatures.server.ts',
  ]);
});
