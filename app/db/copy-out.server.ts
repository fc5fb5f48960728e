import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import { escapeLiteral, type PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Duration } from '~/primitives/duration';
import { type Database, poolOf } from './client.server';

/** One moment of the database, on a connection of its own. */
export type CopySnapshot = {
  rows<Row>(query: RawBuilder<Row>): Promise<Row[]>;
  /** What `COPY (query) TO STDOUT` writes, in pieces that may end anywhere; once a snapshot. */
  copy(query: RawBuilder<unknown>, format: 'csv' | 'binary'): AsyncIterable<Buffer>;
  /** Gives the connection back; in the middle of a copy it is cut off instead. Harmless twice. */
  close(): void;
};

/**
 * Opens a read-only REPEATABLE READ transaction for one long read: everything that is read and
 * copied there is of one moment, however long it takes, in the session's time zone. Whoever opens it
 * must close it. A reader that takes nothing for `patience` loses the connection, so that a stalled
 * download cannot keep one; without it there is no such bound.
 */
export async function openCopySnapshot(
  db: Database,
  options: { timeZone: string; patience?: Duration },
): Promise<CopySnapshot> {
  const client = await poolOf(db).connect();
  const held = holdConnection(client, options.patience);
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(
      `select set_config('statement_timeout', '0', true), set_config('TimeZone', $1, true),
        set_config('idle_in_transaction_session_timeout', '0', true), set_config('jit', 'off', true),
        set_config('DateStyle', 'ISO, YMD', true), set_config('random_page_cost', '1.1', true),
        set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)`,
      [options.timeZone],
    );
  } catch (error) {
    held.cut();
    throw error;
  }
  const compile = (query: RawBuilder<unknown>) => query.compile(db);
  return {
    async rows<Row>(query: RawBuilder<Row>) {
      const { sql: text, parameters } = compile(query);
      return (await client.query(text, [...parameters])).rows as Row[];
    },
    copy: (query, format) => copyPieces(client, held, `copy (${inlined(compile(query))})`, format),
    close: held.close,
  };
}

type Held = ReturnType<typeof holdConnection>;

function holdConnection(client: PoolClient, patience: Duration | undefined) {
  let over = false;
  let copying = false;
  let timer: NodeJS.Timeout | undefined;
  function end(cut: boolean): void {
    clearTimeout(timer);
    if (over) return;
    over = true;
    client.release(cut);
  }
  function wait(): void {
    clearTimeout(timer);
    if (patience && !over) timer = setTimeout(end, patience, true);
  }
  wait();
  return {
    wait,
    /** The reader has come; it waits for the database now. */
    taken: () => clearTimeout(timer),
    copying(now: boolean) {
      copying = now;
    },
    cut: () => end(true),
    close() {
      if (over || copying) return end(true);
      // Nothing was written, so there is nothing to keep; the pool gets a connection without one.
      client.query('commit').then(
        () => end(false),
        () => end(true),
      );
    },
  };
}

async function* copyPieces(
  client: PoolClient,
  held: Held,
  statement: string,
  format: string,
): AsyncGenerator<Buffer> {
  held.copying(true);
  const stream = client.query(copyTo(`${statement} to stdout (format ${format})`));
  // It may fail once more after its reader has gone.
  stream.on('error', () => {});
  try {
    for await (const piece of stream) {
      held.wait();
      yield piece as Buffer;
      held.taken();
    }
    held.copying(false);
  } finally {
    held.close();
  }
}

/**
 * A statement with its values in it, as `COPY` takes no parameters: each is written as a literal of
 * its own, escaped by the driver.
 */
function inlined({ sql: text, parameters }: CompiledQuery): string {
  return text.replace(/\$(\d+)/g, (_, place: string) => {
    const value = parameters[Number(place) - 1];
    if (value === null) return 'null';
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw new Error('a value that cannot stand in a copied statement');
    }
    return escapeLiteral(String(value));
  });
}

/** Rows of one column each, to count what a statement would copy. */
export function countOf(query: RawBuilder<unknown>): RawBuilder<{ count: number }> {
  return sql<{ count: number }>`select count(*)::integer as count from (${query}) counted`;
}
