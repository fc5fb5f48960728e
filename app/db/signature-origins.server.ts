import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database } from './client.server';

/** Forgets up to `limit` origins that are older than `olderThan`; returns how many. */
export async function deleteOldOrigins(
  db: Database,
  batch: { olderThan: Duration; limit: number },
): Promise<number> {
  const result = await sql`
    delete from signature_origins where signature_id in (
      select signature_id from signature_origins
      where seen_at < now() - ${batch.olderThan} * interval '1 millisecond'
      order by seen_at limit ${batch.limit} for update skip locked
    )`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
