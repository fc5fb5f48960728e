import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database } from './client.server';

/** Deletes up to `limit` tokens that ran out more than `olderThan` ago; returns how many. */
export async function deleteExpiredTokens(
  db: Database,
  batch: { olderThan: Duration; limit: number },
): Promise<number> {
  const result = await sql`
    delete from tokens where hash in (
      select hash from tokens
      where expires_at < now() - ${batch.olderThan} * interval '1 millisecond'
      order by expires_at limit ${batch.limit} for update skip locked
    )`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}

/** Deletes up to `limit` sessions that are idle or older than allowed; returns how many. */
export async function deleteEndedSessions(
  db: Database,
  batch: { idle: Duration; absolute: Duration; limit: number },
): Promise<number> {
  const result = await sql`
    delete from sessions where id_hash in (
      select id_hash from sessions
      where last_seen_at < now() - ${batch.idle} * interval '1 millisecond'
        or created_at < now() - ${batch.absolute} * interval '1 millisecond'
      limit ${batch.limit} for update skip locked
    )`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
