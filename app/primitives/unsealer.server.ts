import type { KeyObject } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { createSealsOpener } from './open-seal.js';

/** Sealed JSON values of equal kind, each bound to `scope` and an id that stands in the bytes, too. */
export type ManySealed = {
  scope: string;
  bytes: Uint8Array;
  /** Four numbers a value: where its id begins and ends, and its seal; 0 and 0 where there is none. */
  places: Uint32Array;
};

/** Opens very many sealed values, some at a time. Whoever has it must end it. */
export type Unsealer = {
  /**
   * The values in their order, null where there is no seal; the bytes may be written over as soon as
   * it was called. Rejects as `unseal` throws, and when the thread has ended or crashed.
   */
  unseal<Value>(many: ManySealed): Promise<(Value | null)[]>;
  /** Whatever is still asked is rejected. Harmless twice. */
  end(): void;
};

type Keys = ReadonlyMap<string, KeyObject>;
type Answer = { length: number } | { fault: Error };
type Asked = {
  shared: SharedArrayBuffer;
  count: number;
  resolve(values: unknown[]): void;
  reject(error: Error): void;
};

/** Below so many values the start of a thread takes longer than it saves. */
const worthAThread = 5000;
const entry = fileURLToPath(new URL('../../bin/unseal.js', import.meta.url));

/** For so many values, as far as is known: few are opened here, many in a thread of their own. */
export function createUnsealer(
  keys: Keys,
  expected: number,
  program: string | URL = entry,
): Unsealer {
  return expected < worthAThread ? unsealHere(keys) : unsealInThread(keys, program);
}

function unsealHere(keys: Keys): Unsealer {
  const openSeals = createSealsOpener(keys);
  return {
    unseal: async (many) => parse(openSeals(many), many.places.length / 4),
    end() {},
  };
}

/**
 * The thread begins with the first values. It has nothing but the keys, as the objects that they are:
 * there is no further copy of them in memory. Values travel in shared memory that is used again, so
 * that memory does not grow until somebody collects it.
 */
function unsealInThread(keys: Keys, program: string | URL): Unsealer {
  const waiting: Asked[] = [];
  const spare: SharedArrayBuffer[] = [];
  let thread: Worker | null = null;
  let over: Error | null = null;

  function finish(reason: Error): void {
    over ??= reason;
    for (const { reject } of waiting.splice(0)) reject(over);
  }

  function take(answer: Answer): void {
    const asked = waiting.shift();
    if (!asked) return;
    spare.push(asked.shared);
    try {
      if ('fault' in answer) throw answer.fault;
      asked.resolve(parse(new Uint8Array(asked.shared, 0, answer.length), asked.count));
    } catch (error) {
      asked.reject(error as Error);
    }
  }

  function start(): Worker {
    const limits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 };
    const started = new Worker(program, {
      ...{ workerData: { keys }, env: {}, execArgv: [], resourceLimits: limits },
    });
    started.on('message', take);
    started.on('error', finish);
    started.on('exit', (code) => finish(new Error(`the thread that unseals ended: ${code}`)));
    return started;
  }

  return {
    unseal<Value>({ scope, bytes, places }: ManySealed) {
      return new Promise<(Value | null)[]>((resolve, reject) => {
        if (over) throw over;
        thread ??= start();
        const count = places.length / 4;
        const shared = roomFor(spare, bytes.length + 2 * places.length + 2);
        new Uint8Array(shared).set(bytes);
        thread.postMessage({ scope, shared, length: bytes.length, places });
        waiting.push({ shared, count, resolve: resolve as Asked['resolve'], reject });
      });
    },
    end() {
      finish(new Error('unsealing was ended'));
      void thread?.terminate();
    },
  };
}

function roomFor(spare: SharedArrayBuffer[], length: number): SharedArrayBuffer {
  const known = spare.pop();
  return known && known.byteLength >= length ? known : new SharedArrayBuffer(length);
}

function parse<Value>(opened: Uint8Array, count: number): Value[] {
  const text = Buffer.from(opened.buffer, opened.byteOffset, opened.byteLength).toString('utf8');
  const values: Value[] = JSON.parse(text);
  if (values.length !== count) throw new Error('sealed values that are no JSON values');
  return values;
}
