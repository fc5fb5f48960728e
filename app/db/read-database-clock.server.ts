import { sql } from 'kysely';
import type { Database } from './client.server';

/** The database's own time, by which all windows and expiries are judged. */
export async function readDatabaseClock(db: Database): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  return rows[0]?.now ?? new Date(Number.NaN);
}
