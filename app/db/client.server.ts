import type { Transaction as KyselyTransaction } from 'kysely';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import { seconds } from '~/primitives/duration';
import type { DB } from './schema';

export type Database = Kysely<DB>;
export type Transaction = KyselyTransaction<DB>;

const bigintType = 20;
// By name and not by identity: the built pages have a copy of this module.
const poolKey = Symbol.for('undersigned.pool');

/** The pool behind a database, for what Kysely cannot say (`COPY`); throws for a transaction. */
export function poolOf(db: Database): Pool {
  const { [poolKey]: pool } = db as Database & { [poolKey]?: Pool };
  if (!pool) throw new Error('a transaction has no pool');
  return pool;
}

/**
 * A pool with bounds on everything that could wait for ever: 2 s to connect, 5 s a statement, 2 s
 * for a lock, 10 s idle in a transaction. A lost server is reported through `onError` and the pool
 * recovers by itself; without that listener Node would end the process.
 */
export function connectDatabase(options: {
  connectionString: string;
  size: number;
  onError(error: Error): void;
}): Database {
  const pool = new Pool({
    connectionString: options.connectionString,
    max: options.size,
    connectionTimeoutMillis: seconds(2),
    idleTimeoutMillis: seconds(30),
    statement_timeout: seconds(5),
    lock_timeout: seconds(2),
    idle_in_transaction_session_timeout: seconds(10),
    application_name: 'undersigned',
    // Counts fit a double; a string would sort and compare wrongly.
    types: {
      getTypeParser: (id, format) =>
        id === bigintType ? Number : types.getTypeParser(id, format as 'text'),
    },
  });
  pool.on('error', options.onError);
  // The pool listens to idle clients only; one that is lost between two statements of a
  // transaction would end the process. Its next statement fails by itself.
  pool.on('connect', (client) => client.on('error', options.onError));
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return Object.assign(db, { [poolKey]: pool });
}
