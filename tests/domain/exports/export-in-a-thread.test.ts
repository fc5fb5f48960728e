import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { makeNextExport } from '~/domain/exports/make-next-export.server';
import { createUnsealer } from '~/primitives/unsealer.server';
import { readCsv } from '../../documents/read-csv';
import { until } from '../../support/application';
import { createTestContext, type TestContext } from '../../support/database';
import { type Entered, enter } from '../../support/enrolled';
import { bytesOf, openExport, queueExport, transactionsOpen } from '../../support/exports';
import { createLetter } from '../../support/letter';
import { plantSignatures } from '../../support/plant-signatures';

/** Enough for a thread. */
const many = 6000;
const full = { preset: 'full', reason: 'The printer needs every address' } as const;
let test$: TestContext;
let owner: Entered;
const threads: Worker[] = [];
const remember = (thread: Worker) => threads.push(thread);
const threadsEnded = async () => threads.every(({ threadId }) => threadId < 0);

beforeAll(async () => {
  process.on('worker', remember);
  test$ = await createTestContext();
  const letterId = await createLetter(test$.ctx);
  for (let part = 0; part < 2; part += 1) {
    await plantSignatures(test$.ctx, letterId, many / 2, { visibility: 'letter' });
  }
  owner = await enter(test$.ctx, 'owner@desk.example');
});
afterAll(async () => {
  process.off('worker', remember);
  await test$.drop();
});
beforeEach(async () => {
  threads.length = 0;
  await test$.ctx.db.deleteFrom('exports').execute();
});

const ask = () => ({ ...full, actor: owner.actor });

async function signatures() {
  return test$.ctx.db
    .selectFrom('signatures')
    .select(['id', 'number', 'sealed'])
    .orderBy('number')
    .execute();
}

/** With this seal in the middle of all of them. */
async function withMiddle(sealed: Buffer, run: () => Promise<void>): Promise<void> {
  const middle = (await signatures())[many / 2];
  if (!middle) throw new Error('no signature');
  const put = (seal: Buffer) =>
    test$.ctx.db
      .updateTable('signatures')
      .set({ sealed: seal })
      .where('id', '=', middle.id)
      .execute();
  await put(sealed);
  await run().finally(() => put(middle.sealed as Buffer));
}

/** The same, whose threads run something else. */
function withProgram(program: string): Context {
  const { ctx } = test$;
  const url = new URL(`data:text/javascript,${program}`);
  const unsealer = (expected: number) => createUnsealer(new Map(), expected, url);
  return { ...ctx, keyring: { ...ctx.keyring, unsealer } };
}

async function stateOf(id?: string) {
  const all = await test$.ctx.db.selectFrom('exports').select(['id', 'state']).execute();
  return all.find((row) => !id || row.id === id)?.state;
}

describe('an export of very many full records', () => {
  test('has everybody once, in order, each with their own words, and leaves no thread', async () => {
    const file = await openExport(test$.ctx, ask());
    const [heading = [], ...records] = readCsv(await bytesOf(file.rows));
    const [number, email] = [heading.indexOf('number'), heading.indexOf('email')];
    expect(records.map((record) => [record[number], record[email]])).toEqual(
      (await signatures()).map((row) => [`${row.number}`, `${row.id}@people.example`]),
    );
    expect(threads).toHaveLength(1);
    await until('no thread', threadsEnded);
  });

  test('that is only looked at, or closed before its first byte, starts no thread', async () => {
    const file = await openExport(test$.ctx, ask());
    await file.close();
    expect(threads).toHaveLength(0);
  });

  test.each(['csv', 'jsonl', 'xlsx'] as const)(
    'as %s is broken off by one seal that does not open, with the fault of that seal',
    async (format) => {
      await withMiddle(Buffer.from('not what was sealed'), async () => {
        const file = await openExport(test$.ctx, { ...ask(), format });
        await expect(bytesOf(file.rows)).rejects.toThrow('sealed with a key that is not in');
        expect(() => file.manifest()).toThrow();
      });
      expect(await stateOf()).toBe('failed');
      await until('no thread', threadsEnded);
      expect(await transactionsOpen(test$.ctx)).toBe(0);
    },
  );

  test.each(['by whoever reads it', 'from outside, while nobody reads'])(
    'that is broken off %s frees its connection and its thread within two seconds',
    async (how) => {
      const { ctx } = test$;
      const file = await openExport(ctx, { ...ask(), format: 'jsonl' });
      const pieces = file.rows[Symbol.asyncIterator]();
      expect((await pieces.next()).done).toBe(false);
      expect(threads.some(({ threadId }) => threadId >= 0)).toBe(true);
      expect(await transactionsOpen(ctx)).toBe(1);
      const begun = performance.now();
      if (how === 'by whoever reads it') await pieces.return?.();
      else await file.close();
      await until('a free connection', async () => (await transactionsOpen(ctx)) === 0);
      await until('no thread', threadsEnded);
      expect(performance.now() - begun).toBeLessThan(2000);
      await until('the record', async () => (await stateOf()) === 'failed');
    },
  );

  test.each(['process.exit(3)', 'setTimeout(() => process.exit(3), 30)'])(
    'whose thread crashes (%s) is no file and says so, and the next one is well',
    async (program) => {
      const { ctx } = test$;
      const id = await queueExport(ctx, ask());
      const never = new AbortController().signal;
      for (let time = 0; time < 3; time += 1) await makeNextExport(withProgram(program), never);
      expect(await stateOf(id)).toBe('failed');
      const file = await openExport(withProgram(program), ask());
      await expect(bytesOf(file.rows)).rejects.toThrow('the thread that unseals ended: 3');
      expect(await transactionsOpen(ctx)).toBe(0);
      const again = await openExport(ctx, ask());
      expect(readCsv(await bytesOf(again.rows))).toHaveLength(many + 1);
    },
  );

  test('is given back when the worker stops while its thread is busy', async () => {
    const { ctx } = test$;
    const id = await queueExport(ctx, ask());
    const stop = new AbortController();
    const making = makeNextExport(ctx, stop.signal);
    await until('a thread', async () => threads.length > 0);
    stop.abort();
    await making;
    expect(['queued', 'ready']).toContain(await stateOf(id));
    await until('no thread', threadsEnded);
    expect(await transactionsOpen(ctx)).toBe(0);
  });
});
