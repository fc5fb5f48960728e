import { cpus, loadavg } from 'node:os';
import type { LoaderFunction } from '@remix-run/node';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldFigures } from '~/domain/figures/fold-figures.server';
import { selectSignatures } from '~/domain/selections/select-signatures.server';
import { findByAddress } from '~/domain/signatures/find-by-address.server';
import { listPublicSignatories } from '~/domain/signatures/list-public-signatories.server';
import { listSignatures } from '~/domain/signatures/list-signatures.server';
import { readDeskSignature } from '~/domain/signatures/read-desk-signature.server';
import {
  type SignatureListFilter,
  signatureSorts,
  sortDirections,
} from '~/domain/signatures/signature-list';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, deskRequest, loadContext, openSession } from '../support/desk';
import { createLetter, slug } from '../support/letter';
import { createCpuClock } from './cpu-time';
import { loadSignatures } from './load-signatures';

const rows = Number(process.env.TABLE_ROWS ?? 1_000_000);
const times = Number(process.env.TABLE_TIMES ?? 5);
const bound = Number(process.env.TABLE_BOUND ?? 500);
const actor = { kind: 'operator' } as const;
let test$: TestContext;

/** The slowest statement since the last look, with its parameters. */
let slowest = { text: '', values: [] as unknown[], spent: 0 };

function watchStatements(): void {
  const { query } = Client.prototype;
  Client.prototype.query = function watched(this: Client, ...given: unknown[]) {
    const begun = performance.now();
    const [config, values] = given as [{ text?: string } | string, unknown[]?];
    const text = typeof config === 'string' ? config : (config.text ?? '');
    const answer = Reflect.apply(query, this, given) as unknown;
    if (answer instanceof Promise) {
      void answer.then(
        () => {
          const spent = performance.now() - begun;
          if (spent > slowest.spent) slowest = { text, values: values ?? [], spent };
        },
        () => {},
      );
    }
    return answer;
  } as typeof query;
}

beforeAll(async () => {
  test$ = await createTestContext();
  const { ctx } = test$;
  const letterId = await createLetter(ctx);
  const first = await ctx.db.selectFrom('letter_versions').select('id').executeTakeFirstOrThrow();
  const second = await ctx.db
    .insertInto('letter_versions')
    .values({ letter_id: letterId, number: 2, hash: 'b'.repeat(64) })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`insert into letter_texts (letter_version_id, locale, content, review)
    select ${second.id}, locale, content, review from letter_texts
    where letter_version_id = ${first.id}`.execute(ctx.db);
  await loadSignatures(ctx, { letterId, versionIds: [first.id, second.id] }, rows);
  // The worker does this every minute.
  await foldFigures(ctx);
  const client = new Client({ connectionString: test$.connectionString });
  await client.connect();
  await client.query('vacuum analyze signatures');
  await client.end();
  watchStatements();
  cpuTime = await createCpuClock(ctx.db);
}, 3_600_000);
afterAll(() => test$?.drop());

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

type Line = { name: string; p50: number; p95: number; cpu: number };
let cpuTime: () => number;

async function timed(name: string, work: () => Promise<unknown>): Promise<Line> {
  const spent: number[] = [];
  const cpuBefore = cpuTime();
  for (let n = 0; n < times; n += 1) {
    const begun = performance.now();
    await work();
    spent.push(performance.now() - begun);
  }
  spent.sort((one, other) => one - other);
  const at = (part: number) =>
    spent[Math.min(spent.length - 1, Math.floor(part * spent.length))] ?? 0;
  const cpu = (cpuTime() - cpuBefore) / times;
  const line = { name, p50: at(0.5), p95: at(0.95), cpu };
  const [p50, p95, cost] = [line.p50, line.p95, cpu].map((ms) => ms.toFixed(0).padStart(5));
  print(`${name.padEnd(58)} p50 ${p50}  p95 ${p95} ms  cpu ${cost} ms`);
  return line;
}

function load(): string {
  return `load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`;
}

async function explainSlowest(): Promise<void> {
  const { text, values, spent } = slowest;
  const client = new Client({ connectionString: test$.connectionString });
  await client.connect();
  await client.query(
    "select set_config('random_page_cost', '1.1', false), set_config('enable_seqscan', 'off', false)",
  );
  const plan = await client.query(`explain (analyze, costs off, timing off) ${text}`, values);
  await client.end();
  print(`\nThe slowest statement (${spent.toFixed(0)} ms when it ran), by its plan:`);
  for (const row of plan.rows) print(`  ${row['QUERY PLAN']}`);
}

function over(lines: Line[]): string[] {
  return lines
    .filter(({ p95 }) => p95 > bound)
    .map(({ name, p95 }) => `${name}: ${p95.toFixed(0)}`);
}

const filters: Record<string, SignatureListFilter> = {
  nothing: {},
  'state=pending': { state: 'pending' },
  'state=held': { state: 'held' },
  'state=confirmed': { state: 'confirmed' },
  'visibility=letter': { visibility: 'letter' },
  'country=KR': { country: 'KR' },
  'country=none': { country: 'none' },
  'locale=uk': { locale: 'uk' },
  'flag=any': { flag: 'any' },
  'flag=mixed-script': { flag: 'mixed-script' },
  'source=newsletter': { source: 'newsletter' },
  'source=none': { source: 'none' },
  'version=2': { version: 2 },
  'hidden=yes': { hidden: 'yes' },
  'one day': { from: '2026-11-10', to: '2026-11-10' },
  confirmedOn: { confirmedOn: '2026-11-10' },
  'pending, older than 24 h': { state: 'pending', older: '24h' },
  'pending, waiting 1–3 days': { state: 'pending', waiting: '1-3' },
  'country=KR, locale=uk (none)': { country: 'KR', locale: 'uk' },
  'public, country=US, version=1': { visibility: 'public', country: 'US', version: 1 },
  'q=김 (very many)': { q: '김' },
  'q=민서': { q: '민서' },
  'q=Олена': { q: 'Олена' },
  'q=an (very many)': { q: 'an' },
  'q=a (very many)': { q: 'a' },
  'q=zzzq (none)': { q: 'zzzq' },
  'q=Коваленко, country=UA': { q: 'Коваленко', country: 'UA' },
};

test(`the table at ${rows} rows, each filter by each order`, async () => {
  print(
    `${rows} rows, ${times} times each, ${load()}; the use case, without the guards of the page`,
  );
  const lines: Line[] = [];
  slowest = { text: '', values: [], spent: 0 };
  for (const [name, filter] of Object.entries(filters)) {
    for (const sort of signatureSorts) {
      for (const direction of sortDirections) {
        const order = { sort, direction };
        let after: string | undefined;
        const read = async () => {
          const found = await listSignatures(test$.ctx, { slug, filter, order, after });
          if (!found.ok) throw new Error(found.reason);
          after = found.next ?? undefined;
        };
        lines.push(await timed(`${name} by ${sort} ${direction}`, read));
      }
    }
  }
  const all = lines.map(({ p95 }) => p95).sort((one, other) => one - other);
  const costs = lines.map(({ cpu }) => cpu).sort((one, other) => one - other);
  const at95 = (list: number[]) => list[Math.floor(list.length * 0.95)]?.toFixed(0);
  print(`\np95 over all of them: ${at95(all)} ms, processor time ${at95(costs)} ms; ${load()}`);
  await explainSlowest();
  expect(over(lines)).toEqual([]);
});

test('the pages around it', async () => {
  const { ctx } = test$;
  const session = await openSession(ctx, 'owner');
  const route = await import('../../app/routes/organise.letters.$slug.signatures');
  const loader = route.loader as unknown as LoaderFunction;
  const some = await listSignatures(ctx, { slug, filter: { state: 'confirmed' } });
  const id = (some.ok && some.rows[20]?.id) || '';
  const lines = [
    await timed('the whole loader of the table, guards and all', async () => {
      const request = deskRequest(`/organise/letters/${slug}/signatures`, session);
      const given = { request, params: { slug }, context: loadContext(ctx) };
      expect((await answerOf(() => loader(given))).status).toBe(200);
    }),
    await timed('the page of one signature', () => readDeskSignature(ctx, { slug, id })),
    await timed('find by address', () =>
      findByAddress(ctx, { slug, email: 'person-7-000123@mail.example', actor }),
    ),
  ];
  const wanted = [
    {},
    { query: '김' },
    { query: '민서' },
    { query: 'a' },
    { query: 'zzzq' },
    { country: 'UA' },
    { country: 'KR', query: '서' },
  ];
  for (const asked of wanted) {
    for (const order of [{}, { sort: 'name', locale: 'ko' }, { sort: 'name', locale: 'en' }]) {
      let after: string | undefined;
      const name = `public list ${JSON.stringify({ ...asked, ...order })}`;
      const read = async () => {
        const input = { slug, after, ...asked, ...order } as Parameters<
          typeof listPublicSignatories
        >[1];
        const found = await listPublicSignatories(ctx, input);
        after = (found.ok && found.next) || undefined;
      };
      lines.push(await timed(name, read));
    }
  }
  await timed(`select all ${rows} (freezing; no bound)`, () =>
    selectSignatures(ctx, { slug, what: { filter: {}, sort: 'number' }, actor }),
  );
  expect(over(lines)).toEqual([]);
});

/** Indexes that the table of signatures needs and signing does not. */
const added = [
  'signatures_facets',
  'signatures_by_signed',
  'signatures_by_country',
  'signatures_with_flags',
  'signatures_by_name_en',
  'signatures_by_name_ko',
  'signatures_by_name_uk',
  'signatures_name_grams',
];

/** New pending rows a second, and confirmations of them a second, one row a statement. */
async function writesPerSecond(letterId: string, versionId: string, count: number) {
  const { db } = test$.ctx;
  const ids: string[] = [];
  async function each(work: (n: number) => Promise<unknown>) {
    let next = 0;
    const lanes = Array.from({ length: 4 }, async () => {
      for (let n = next++; n < count; n = next++) await work(n);
    });
    await Promise.all(lanes);
  }
  const [begun, cpuBegun] = [performance.now(), cpuTime()];
  await each(async () => {
    const { rows: stored } = await sql<{ id: string }>`
      insert into signatures (letter_id, letter_version_id, visibility, locale, country, email_index, sealed)
      values (${letterId}, ${versionId}, 'public', 'ko', 'KR',
        uuid_send(gen_random_uuid()), decode(repeat('ab', 220), 'hex')) returning id`.execute(db);
    ids.push(stored[0]?.id ?? '');
  });
  const [signed, cpuSigned] = [performance.now(), cpuTime()];
  await each((n) =>
    sql`update signatures set state = 'confirmed', confirmed_at = now(),
      public_name = ${`김민서${n}`} where id = ${ids[n]}`.execute(db),
  );
  const [confirmed, cpuConfirmed] = [performance.now(), cpuTime()];
  await sql`delete from signatures where id = any(${ids}::uuid[])`.execute(db);
  return {
    signing: (count * 1000) / (signed - begun),
    confirming: (count * 1000) / (confirmed - signed),
    'processor time of signing': (cpuSigned - cpuBegun) / count,
    'processor time of confirming': (cpuConfirmed - cpuSigned) / count,
  };
}

test('what the indexes cost in signing', async () => {
  const { db } = test$.ctx;
  const letter = await db
    .selectFrom('letter_versions')
    .select(['id', 'letter_id'])
    .executeTakeFirstOrThrow();
  const { rows: definitions } = await sql<{ indexdef: string }>`
    select indexdef from pg_indexes where indexname = any(${added}::text[])`.execute(db);
  const round = () => writesPerSecond(letter.letter_id, letter.id, 2000);
  await round();
  const all = [await round(), await round(), await round()];
  const client = new Client({ connectionString: test$.connectionString });
  await client.connect();
  for (const name of added) await client.query(`drop index if exists ${name}`);
  // One index of these also keeps numbers unique, which something must.
  await client.query('create unique index signatures_numbers on signatures (letter_id, number)');
  await client.query(`create index signatures_public_list on signatures (letter_id, number desc)
    where state = 'confirmed' and visibility = 'public'`);
  await round();
  const none = [await round(), await round(), await round()];
  await client.query('drop index signatures_public_list, signatures_numbers');
  for (const { indexdef } of definitions) await client.query(indexdef);
  await client.end();
  for (const part of Object.keys(all[0] ?? {}) as (keyof (typeof all)[number])[]) {
    const mean = (list: typeof all) => list.reduce((sum, one) => sum + one[part], 0) / list.length;
    const [before, after] = [mean(none), mean(all)];
    const unit = part.startsWith('processor') ? 'ms a row' : 'rows/s';
    print(
      `${part}: ${before.toPrecision(3)} ${unit} before, ${after.toPrecision(3)} with the indexes, ratio ${(after / before).toFixed(2)} (${load()})`,
    );
  }
});
