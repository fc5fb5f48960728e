import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database } from './client.server';

/** Remembers a proof for `validFor` milliseconds; false when it has been used before. */
export async function insertUsedProof(
  db: Database,
  hash: Buffer,
  validFor: Duration,
): Promise<boolean> {
  const result = await db
    .insertInto('used_proofs')
    .values({ hash, expires_at: sql`now() + ${validFor} * interval '1 millisecond'` })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Deletes up to `limit` proofs that have run out anyway; returns how many. */
export async function deleteExpiredProofs(db: Database, limit: number): Promise<number> {
  const result = await sql`
    delete from used_proofs where hash in (
      select hash from used_proofs where expires_at < now()
      order by expires_at limit ${limit} for update skip locked
    )`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
