import { randomUUID } from 'node:crypto';
import { Migrator, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '~/db/client.server';
import { migrations } from '~/db/migrator.server';
import { chooseShareCode } from '~/domain/endorsements/share-code';
import { createTestContext, type TestContext } from '../support/database';

let test$: TestContext;

beforeAll(async () => {
  test$ = await createTestContext();
});
afterAll(() => test$.drop());

/** The database as it was before organisations had links of their own. */
async function asBefore(db: Database): Promise<Migrator> {
  await sql`drop schema public cascade`.execute(db);
  await sql`create schema public`.execute(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateTo('0005_endorsement-changes');
  if (error) throw error;
  return migrator;
}

test('organisations that were approved before get links named as later ones are', async () => {
  const { db } = test$.ctx;
  const migrator = await asBefore(db);
  const letter = randomUUID();
  await sql`insert into letters (id, slug, master_locale, time_zone)
    values (${letter}, 'a-letter', 'en', 'Asia/Seoul')`.execute(db);
  const names = [
    'Open Door',
    'Open  door!',
    'Église & Société (2024)',
    '열린 문',
    'An Organisation With a Name Longer Than Links Like',
    'Thirty-two letters and one more. .',
  ];
  for (const [index, name] of [...names, 'Waits'].entries()) {
    await sql`insert into endorsements (letter_id, state, organisation, organisation_en, country,
        website, locale, show_representative, email_index, sealed, decided_at, authority_basis)
      values (${letter}, ${name === 'Waits' ? 'waiting' : 'approved'}, ${name}, ${name}, 'KR',
        'https://x.example', 'en', false, ${Buffer.from(name)}, ${Buffer.from('sealed')},
        now() + ${index} * interval '1 minute', 'known-contact')`.execute(db);
  }
  const { error } = await migrator.migrateToLatest();
  expect(error).toBeUndefined();
  const taken = new Set<string>();
  for (const name of names) taken.add(chooseShareCode(name, taken));
  const { rows } = await sql<{ share_code: string | null }>`
    select share_code from endorsements order by decided_at`.execute(db);
  expect(rows.map((row) => row.share_code)).toEqual([...taken, null]);
});
