import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database } from './client.server';

export type Counted = { policy: string; count: number; secondsLeft: number };

/**
 * Counts one try under each policy, in one statement and by the database's clock, so that any number
 * of processes share the counters and none can lose a try. A window begins with its first try and
 * is begun anew once it is over. Returns how many tries it has seen, and when it ends.
 */
export async function countTries(
  db: Database,
  key: Buffer,
  policies: readonly { policy: string; window: Duration }[],
): Promise<Counted[]> {
  const tries = policies.map(
    ({ policy, window }) =>
      sql`(${policy}, ${key}::bytea, 1, now() + ${window} * interval '1 millisecond')`,
  );
  const { rows } = await sql<Counted>`
    insert into limit_counters as known (policy, key, count, window_ends_at)
    values ${sql.join(tries)}
    on conflict (policy, key) do update set
      count = case when known.window_ends_at <= now() then 1 else known.count + 1 end,
      window_ends_at = case when known.window_ends_at <= now()
        then excluded.window_ends_at else known.window_ends_at end
    returning policy, count,
      ceil(extract(epoch from window_ends_at - now()))::int as "secondsLeft"`.execute(db);
  return rows;
}

/** Begins the counters of a key anew. */
export async function forgetTries(
  db: Database,
  key: Buffer,
  policies: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('limit_counters')
    .where('key', '=', key)
    .where('policy', 'in', policies)
    .execute();
}

/** Deletes up to `limit` counters whose window is over; returns how many. */
export async function deleteEndedCounters(db: Database, limit: number): Promise<number> {
  const result = await sql`
    delete from limit_counters where (policy, key) in (
      select policy, key from limit_counters where window_ends_at < now()
      order by window_ends_at limit ${limit} for update skip locked
    )`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
