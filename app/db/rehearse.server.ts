import { sql } from 'kysely';
import type { Transaction } from './client.server';

/** Does the work and takes it back, within the caller's transaction: only its time is spent. */
export async function rehearse(trx: Transaction, work: () => Promise<unknown>): Promise<void> {
  await keepIf(trx, async () => {
    await work();
    return false;
  });
}

/** Does the work and takes it back, with its locks, unless it answers that it shall stay. */
export async function keepIf(trx: Transaction, work: () => Promise<boolean>): Promise<void> {
  await sql`savepoint rehearsal`.execute(trx);
  // Released in any case, so that one within another is taken back with the outer one.
  if (await work()) await sql`release savepoint rehearsal`.execute(trx);
  else await sql`rollback to savepoint rehearsal; release savepoint rehearsal`.execute(trx);
}
