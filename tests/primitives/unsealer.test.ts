import { createSecretKey, randomBytes } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeyring } from '~/primitives/keyring.server';
import { generateSecrets } from '~/primitives/secrets.server';
import { createUnsealer, type ManySealed, type Unsealer } from '~/primitives/unsealer.server';
import { until } from '../support/application';

const few = 10;
const many = 10_000;
const scope = 'person:';
const ids = ['a', 'ж', '김', 'd', 'e'];

const keyring = createKeyring(generateSecrets());
const threads: Worker[] = [];
const remember = (thread: Worker) => threads.push(thread);
let unsealer: Unsealer;

beforeEach(() => {
  threads.length = 0;
  process.on('worker', remember);
});
afterEach(async () => {
  process.off('worker', remember);
  unsealer.end();
  await until('no thread', async () => threads.every(({ threadId }) => threadId < 0));
});

const seal = (value: unknown, id: string) => keyring.seal(value, scope + id);

/** As they stand in what a database copies: an id, a seal, something else. */
function packed(values: { id: string; sealed: Buffer | null }[]): ManySealed {
  const parts: Buffer[] = [];
  const places: number[] = [];
  let at = 0;
  const add = (part: Buffer) => {
    parts.push(part);
    at += part.length;
  };
  for (const { id, sealed } of values) {
    add(Buffer.from('…'));
    places.push(at, at + Buffer.byteLength(id));
    add(Buffer.from(id));
    add(Buffer.from('…'));
    places.push(...(sealed ? [at, at + sealed.length] : [0, 0]));
    if (sealed) add(sealed);
  }
  return { scope, bytes: Buffer.concat(parts), places: Uint32Array.from(places) };
}

describe.each([
  ['here', few],
  ['in a thread', many],
])('the export that unseals %s', (_, expected) => {
  test('gets each value in its place, and nothing where there is no seal', async () => {
    unsealer = keyring.unsealer(expected);
    const sealed = ids.map((id, n) => ({ id, sealed: n === 2 ? null : seal({ id, n }, id) }));
    const values = await unsealer.unseal(packed(sealed));
    expect(values).toEqual(ids.map((id, n) => (n === 2 ? null : { id, n })));
    expect(await unsealer.unseal(packed([]))).toEqual([]);
    expect(threads).toHaveLength(expected === many ? 1 : 0);
  });

  test('gets the portions in the order it gave them, and may use their bytes again', async () => {
    unsealer = keyring.unsealer(expected);
    const order: number[] = [];
    const asked = Array.from({ length: 40 }, async (_, portion) => {
      const length = portion % 3 === 0 ? 400 : 1;
      const given = packed(Array.from({ length }, () => ({ id: 'a', sealed: seal(portion, 'a') })));
      const answer = unsealer.unseal<number>(given);
      given.bytes.fill(0);
      expect(new Set(await answer)).toEqual(new Set([portion]));
      order.push(portion);
    });
    await Promise.all(asked);
    expect(order).toEqual([...order].sort((one, other) => one - other));
  });

  test('learns of a seal that does not open as of a single one, and goes on', async () => {
    unsealer = keyring.unsealer(expected);
    const faults: [Buffer, string][] = [
      [seal('moved', 'b'), 'a'],
      [Buffer.from('not what was sealed'), 'a'],
    ];
    for (const [sealed, id] of faults) {
      const rows = [
        { id: 'b', sealed: seal(1, 'b') },
        { id, sealed },
        { id: 'c', sealed },
      ];
      const fault = messageOf(() => keyring.unseal(sealed, scope + id));
      const asked = unsealer.unseal(packed(rows));
      const next = unsealer.unseal(packed([{ id: 'd', sealed: seal('well', 'd') }]));
      await expect(asked).rejects.toThrow(fault);
      expect(await next).toEqual(['well']);
    }
  });

  test('is not answered by half a value that another one completes', async () => {
    unsealer = keyring.unsealer(expected);
    const halves = ['[1', '2]'].map((text) => ({
      id: 'a',
      sealed: keyring.sealBytes(Buffer.from(text), `${scope}a`),
    }));
    await expect(unsealer.unseal(packed(halves))).rejects.toThrow('no JSON values');
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it opened');
}

describe('a thread that unseals', () => {
  const some = () => packed(ids.map((id) => ({ id, sealed: seal(id, id) })));

  test('begins only with the first value, and ends when nobody wants more, though it is busy', async () => {
    const busy = `import { parentPort } from 'node:worker_threads';
      parentPort.on('message', () => { for (;;); })`;
    const program = new URL(`data:text/javascript,${encodeURIComponent(busy)}`);
    unsealer = createUnsealer(new Map(), many, program);
    expect(threads).toHaveLength(0);
    const asked = Array.from({ length: 20 }, () => unsealer.unseal(some()));
    const outcomes = Promise.allSettled(asked);
    await until('a thread', async () => threads.length === 1);
    unsealer.end();
    unsealer.end();
    for (const outcome of await outcomes) expect(outcome.status).toBe('rejected');
    await expect(unsealer.unseal(some())).rejects.toThrow('unsealing was ended');
  });

  test.each([
    ['ends by itself', 'process.exit(3)', 'the thread that unseals ended: 3'],
    ['throws', 'throw new Error("out of its mind")', 'out of its mind'],
    [
      'ends in the middle',
      'setTimeout(() => process.exit(4), 50)',
      'the thread that unseals ended: 4',
    ],
  ])(
    'that %s is told to everybody who waits and who comes, and harms nobody else',
    async (_, program, said) => {
      const keys = new Map([['k1', createSecretKey(randomBytes(32))]]);
      unsealer = createUnsealer(keys, many, new URL(`data:text/javascript,${program}`));
      const asked = [unsealer.unseal(some()), unsealer.unseal(some())];
      for (const one of asked) one.catch(() => {});
      for (const one of asked) await expect(one).rejects.toThrow(said);
      await expect(unsealer.unseal(some())).rejects.toThrow(said);
    },
  );

  test('has no environment and no arguments of the process', async () => {
    const program = `import { parentPort } from 'node:worker_threads';
      parentPort.on('message', () => { throw new Error(JSON.stringify([process.env, process.execArgv])) })`;
    const url = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
    unsealer = createUnsealer(new Map(), many, url);
    await expect(unsealer.unseal(some())).rejects.toThrow('[{},[]]');
  });
});
