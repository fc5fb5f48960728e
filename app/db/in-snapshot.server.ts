import type { Database, Transaction } from './client.server';

/** Runs reads in one REPEATABLE READ, read-only transaction: all of them see the same moment. */
export function inSnapshot<Answer>(
  db: Database,
  read: (trx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(read);
}
