import { cpus, loadavg } from 'node:os';
import { sql } from 'kysely';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicStatement } from '~/db/signature-export.server';
import type { ExportFormat, SignaturePreset } from '~/domain/exports/export';
import { readExport } from '~/domain/exports/read-export.server';
import { streamExport } from '~/domain/exports/start-export.server';
import { startApplication } from '../support/application';
import { createTestContext, type TestContext } from '../support/database';
import { queueExport } from '../support/exports';
import { createLetter, slug } from '../support/letter';
import { loadMillion } from './load-million';

/** `ROWS=100000 npm run bench -- export` for a quicker look. */
const rows = Number(process.env.ROWS ?? 1_000_000);
const rounds = Number(process.env.ROUNDS ?? 5);
const actor = { kind: 'operator' } as const;
let test$: TestContext;
let letterId: string;

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  const begun = performance.now();
  await loadMillion(test$.ctx, test$.connectionString, letterId, rows);
  print(`${rows} signatures loaded in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
}, 3_600_000);
afterAll(() => test$.drop());

function print(line: string): void {
  process.stdout.write(`${line} (load ${loadavg()[0]?.toFixed(1)}, ${cpus().length} cores)\n`);
}

const median = (list: number[]) =>
  [...list].sort((one, other) => one - other)[Math.floor(list.length / 2)] ?? 0;

/** `cpu`: seconds that this process computed; the server's own come on top, on another core. */
type Run = { seconds: number; bytes: number; grown: number; cpu: number };

async function measure(pieces: AsyncIterable<Uint8Array>): Promise<Run> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  let bytes = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  for await (const piece of pieces) bytes += piece.length;
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(watch);
  const used = process.cpuUsage(cpuBefore);
  const cpu = (used.user + used.system) / 1e6;
  return { seconds, bytes, cpu, grown: (most - before) / 2 ** 20 };
}

async function exportOnce(
  preset: SignaturePreset,
  format: ExportFormat,
  filter: { to?: string } = {},
): Promise<Run & { rowCount: number }> {
  const begun = performance.now();
  const view = Object.keys(filter).length > 0 ? { filter, sort: 'number' as const } : null;
  const asked = { slug, what: 'signatures', preset, format, actor, view } as const;
  const made = await streamExport(test$.ctx, asked);
  if (!made.ok) throw new Error(made.reason);
  const opened = (performance.now() - begun) / 1000;
  const run = await measure(made.rows);
  return { ...run, seconds: run.seconds + opened, rowCount: made.rowCount };
}

/** PostgreSQL's own COPY of the same columns and rows, its bytes thrown away as they come. */
async function copyOnce(): Promise<Run> {
  const { sql: text, parameters } = publicStatement({
    letterId,
    audience: 'public',
    filter: null,
  }).compile(test$.ctx.db);
  const statement = text.replace(/\$(\d+)/g, (_, n) => `'${parameters[Number(n) - 1]}'`);
  const client = new Client({ connectionString: test$.connectionString });
  await client.connect();
  await client.query('begin read only');
  await client.query(
    'set local enable_seqscan = off; set local enable_sort = off; set local jit = off; set local random_page_cost = 1.1',
  );
  const begun = performance.now();
  const stream = client.query(copyTo(`copy (${statement}) to stdout (format csv)`));
  const run = await measure(stream);
  const seconds = (performance.now() - begun) / 1000;
  await client.end();
  return { ...run, seconds };
}

test(`public as CSV beside COPY, ${rows} rows`, async () => {
  await copyOnce();
  const copies: Run[] = [];
  const ours: Run[] = [];
  let rowCount = 0;
  for (let round = 0; round < rounds; round += 1) {
    copies.push(await copyOnce());
    const run = await exportOnce('public', 'csv');
    rowCount = run.rowCount;
    ours.push(run);
  }
  const copy = median(copies.map(({ seconds }) => seconds));
  const own = median(ours.map(({ seconds }) => seconds));
  const mb = (run?: Run) => (run ? run.bytes / 1e6 : 0);
  print(
    `COPY … TO STDOUT (FORMAT csv): ${copy.toFixed(2)} s, ${(mb(copies[0]) / copy).toFixed(0)} MB/s`,
  );
  print(
    `export public csv, ${rowCount} rows: ${own.toFixed(2)} s, ${(mb(ours[0]) / own).toFixed(0)} MB/s`,
  );
  const ratios = ours.map((run, n) => (copies[n]?.seconds ?? 0) / run.seconds);
  print(`speed beside COPY, median of ${rounds}: ${median(ratios).toFixed(2)}`);
  const grown = Math.max(...ours.map((run) => run.grown));
  const computed = (list: Run[]) => median(list.map(({ cpu }) => cpu)).toFixed(2);
  print(`this process computed ${computed(ours)} s for it, and ${computed(copies)} s for COPY`);
  print(`memory grown by ${grown.toFixed(0)} MB at most`);
  expect(rowCount).toBe(rows);
  expect(median(ratios)).toBeGreaterThan(0.5);
  expect(grown).toBeLessThan(100);
});

test.each(['csv', 'jsonl', 'xlsx'] as const)(`full as %s, ${rows} rows`, async (format) => {
  const run = await exportOnce('full', format);
  print(
    `export full ${format}, ${run.rowCount} rows: ${run.seconds.toFixed(2)} s, of which the process computed ${run.cpu.toFixed(2)} s, ${(run.bytes / 1e6 / run.seconds).toFixed(0)} MB/s, memory grown by ${run.grown.toFixed(0)} MB`,
  );
  expect(run.grown).toBeLessThan(100);
  // By the clock where nothing else runs; else what it would take there.
  if (format === 'csv') expect(Math.min(run.seconds, run.cpu)).toBeLessThan(15);
});

test('XLSX of 100,000 rows', async () => {
  const { rows: days } = await sql<{ day: string }>`
    select to_char(signed_at, 'YYYY-MM-DD') as day from signatures where letter_id = ${letterId}
    order by number offset ${Math.min(100_000, rows) - 1} limit 1`.execute(test$.ctx.db);
  const run = await exportOnce('public', 'xlsx', { to: days[0]?.day });
  print(
    `export public xlsx, ${run.rowCount} rows: ${run.seconds.toFixed(2)} s, memory grown by ${run.grown.toFixed(0)} MB`,
  );
  expect(run.seconds).toBeLessThan(10);
});

/** Response times of the letter's page, one request after the other, while `busy` says so. */
async function responses(origin: string, busy: (count: number) => Promise<boolean>) {
  const spent: number[] = [];
  while (await busy(spent.length)) {
    const begun = performance.now();
    const answer = await fetch(`${origin}/letters/${slug}`);
    await answer.arrayBuffer();
    spent.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return spent;
}

test('the letter’s page while the worker makes the full record (needs `npm run build`)', async () => {
  const { ctx, connectionString } = test$;
  const given = { DATABASE_URL: connectionString, RETRY_SCALE: '1', LOG_LEVEL: 'error' };
  const app = await startApplication(given, ctx.config.dataDir);
  try {
    await responses(app.origin, async (count) => count < 50);
    const idle = await responses(app.origin, async (count) => count < 200);
    const id = await queueExport(ctx, { actor, preset: 'full' });
    const stateOf = async () => {
      const found = await readExport(ctx, { slug, id });
      return found.ok ? found.export.state : 'gone';
    };
    while ((await stateOf()) === 'queued') await new Promise((resolve) => setTimeout(resolve, 20));
    const begun = performance.now();
    let state = 'running';
    const during = await responses(app.origin, async (count) => {
      if (count % 5 === 0) state = await stateOf();
      return state === 'running';
    });
    const seconds = (performance.now() - begun) / 1000;
    const after = await responses(app.origin, async (count) => count < 200);
    const [before, busy, again] = [idle, during, after].map(median) as [number, number, number];
    print(
      `letter page, median: ${before.toFixed(1)} ms idle, ${busy.toFixed(1)} ms during an export of ${seconds.toFixed(1)} s (${during.length} requests), ${again.toFixed(1)} ms after it; ratio ${(busy / ((before + again) / 2)).toFixed(2)}`,
    );
    expect(state).toBe('ready');
  } finally {
    await app.stop();
  }
});
