import { randomUUID } from 'node:crypto';
import { Migrator, sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '~/db/client.server';
import { migrations } from '~/db/migrator.server';
import { createTestContext, type TestContext } from '../support/database';

let test$: TestContext;
let db: Database;

beforeAll(async () => {
  test$ = await createTestContext();
  db = test$.ctx.db;
});
afterAll(() => test$.drop());

type Letter = { id: string; versionId: string };

async function addLetter(): Promise<Letter> {
  const id = randomUUID();
  await sql`insert into letters (id, slug, master_locale) values (${id}, ${`l-${id}`}, 'en')`.execute(
    db,
  );
  const { rows } = await sql<{ id: string }>`insert into letter_versions (letter_id, number, hash)
    values (${id}, 1, ${'a'.repeat(64)}) returning id`.execute(db);
  return { id, versionId: rows[0]?.id ?? '' };
}

/** As every program signs, also one from before numbers ran by letter: without a number. */
const signing = `insert into signatures
  (letter_id, letter_version_id, visibility, locale, email_index, sealed)
  values ($1, $2, 'counted', 'en', uuid_send(gen_random_uuid()), 'sealed') returning number`;

async function sign(client: Client, { id, versionId }: Letter): Promise<number> {
  const { rows } = await client.query<{ number: string }>(signing, [id, versionId]);
  return Number(rows[0]?.number);
}

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: test$.connectionString });
  await client.connect();
  return client;
}

async function withClient<Answer>(run: (client: Client) => Promise<Answer>): Promise<Answer> {
  const client = await connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Signs so many times; gives the numbers. */
async function signed(letter: Letter, count: number): Promise<number[]> {
  return withClient(async (client) => {
    const numbers: number[] = [];
    for (let n = 0; n < count; n += 1) numbers.push(await sign(client, letter));
    return numbers;
  });
}

async function numbersOf({ id }: Letter): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`select number from signatures
    where letter_id = ${id} order by number`.execute(db);
  return rows.map(({ number }) => number);
}

function sequenceOf({ id }: Letter): string {
  return `signature_numbers_${id.replaceAll('-', '')}`;
}

async function sequences(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select sequencename as name from pg_sequences
    where sequencename like 'signature_numbers_%' order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

describe('numbers of signatures', () => {
  test('begin at 1 on every letter, whoever signs which first', async () => {
    const [one, other] = [await addLetter(), await addLetter()];
    expect(await signed(one, 3)).toEqual([1, 2, 3]);
    expect(await signed(other, 2)).toEqual([1, 2]);
    expect(await signed(one, 1)).toEqual([4]);
  });

  test('are given to every row of one statement, and never twice on a letter', async () => {
    const letter = await addLetter();
    await sql`insert into signatures (letter_id, letter_version_id, visibility, locale, email_index, sealed)
      select ${letter.id}, ${letter.versionId}, 'counted', 'en', uuid_send(gen_random_uuid()), 'sealed'
      from generate_series(1, 5)`.execute(db);
    expect(await numbersOf(letter)).toEqual([1, 2, 3, 4, 5]);
    const again = db
      .updateTable('signatures')
      .set({ number: 1 })
      .where('letter_id', '=', letter.id)
      .where('number', '=', 2);
    await expect(again.execute()).rejects.toThrow(/unique/);
    const unnumbered = db
      .updateTable('signatures')
      .set({ number: 0 })
      .where('letter_id', '=', letter.id)
      .where('number', '=', 2);
    await expect(unnumbered.execute()).rejects.toThrow(/signatures_number_given/);
  });

  test('of two people who sign one letter at once differ, and neither waits for the other', async () => {
    const letter = await addLetter();
    const [first, second] = [await connect(), await connect()];
    for (const client of [first, second]) {
      await client.query('begin');
      // Whoever waits for a lock fails at once.
      await client.query("set local lock_timeout = '1ms'");
    }
    const numbers = [await sign(first, letter), await sign(second, letter)];
    numbers.push(await sign(first, letter));
    await second.query('commit');
    expect(await numbersOf(letter)).toEqual([2]);
    await first.query('rollback');
    await Promise.all([first.end(), second.end()]);
    expect(numbers).toEqual([1, 2, 3]);
    // What was rolled back leaves a gap.
    expect(await signed(letter, 1)).toEqual([4]);
  });

  test('go on after the highest where a letter came without its sequence, as by replication', async () => {
    const letter = await addLetter();
    await signed(letter, 3);
    await sql.raw(`drop sequence ${sequenceOf(letter)}`).execute(db);
    const both = await Promise.all([signed(letter, 20), signed(letter, 20)]);
    expect(both.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 4));
  });

  test('end with their letter, and were never begun for one that was not created', async () => {
    const before = await sequences();
    const letter = await addLetter();
    expect(await sequences()).toEqual([...before, sequenceOf(letter)].sort());
    await db.deleteFrom('letter_versions').where('letter_id', '=', letter.id).execute();
    await db.deleteFrom('letters').where('id', '=', letter.id).execute();
    expect(await sequences()).toEqual(before);
    const broken = db.transaction().execute(async (trx) => {
      await sql`insert into letters (slug, master_locale) values ('never', 'en')`.execute(trx);
      throw new Error('changed my mind');
    });
    await expect(broken).rejects.toThrow('changed my mind');
    expect(await sequences()).toEqual(before);
  });
});

describe('letters that were there before', () => {
  async function migrateTo(name: string): Promise<void> {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
    const { error } = await migrator.migrateTo(name);
    if (error) throw error;
  }

  async function asBefore(): Promise<void> {
    await sql`drop schema public cascade`.execute(db);
    await sql`create schema public`.execute(db);
    await migrateTo('0022_exports');
  }

  test('keep every number and go on after their highest; new ones begin at 1', async () => {
    await asBefore();
    const [one, other, empty] = [await addLetter(), await addLetter(), await addLetter()];
    for (const letter of [one, other, one, other, other, one]) await signed(letter, 1);
    await migrateTo('0024_letter-numbers');
    expect(await numbersOf(one)).toEqual([1, 3, 6]);
    expect(await numbersOf(other)).toEqual([2, 4, 5]);
    expect(await signed(one, 2)).toEqual([7, 8]);
    expect(await signed(other, 2)).toEqual([6, 7]);
    expect(await signed(empty, 1)).toEqual([1]);
    expect(await signed(await addLetter(), 1)).toEqual([1]);
  });

  test('give no number again whose signature is gone, where no other letter took any', async () => {
    await asBefore();
    const [letter, empty] = [await addLetter(), await addLetter()];
    await signed(letter, 4);
    await sql`delete from signatures where number > 2`.execute(db);
    await migrateTo('0024_letter-numbers');
    expect(await numbersOf(letter)).toEqual([1, 2]);
    expect(await signed(letter, 1)).toEqual([5]);
    expect(await signed(empty, 1)).toEqual([1]);
  });
});
