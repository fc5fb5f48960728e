import { type Insertable, sql, type Updateable } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';
import { hasGoneSilent } from './has-gone-silent.server';
import type { Exports } from './schema';

const exportColumns = [
  'id',
  'letter_id',
  'what',
  'preset',
  'format',
  'time_zone',
  'sealed',
  'streamed',
  'state',
  'requested_by',
  'requested_at',
  'attempts',
  'expected',
  'counted_only',
  'rows',
  'bytes',
  'file_hash',
  'file_key',
  'finished_at',
  'expires_at',
] as const;

/** Stores a new export; the caller has chosen its id, because what is sealed is bound to it. */
export async function insertExport(trx: Transaction, row: Insertable<Exports>): Promise<void> {
  await trx.insertInto('exports').values(row).execute();
}

/** One export to be read. */
export function findExport(db: Database, id: string) {
  return db.selectFrom('exports').select(exportColumns).where('id', '=', id).executeTakeFirst();
}

export type ExportRow = NonNullable<Awaited<ReturnType<typeof findExport>>>;

/** One export, locked until the transaction ends. */
export function lockExport(trx: Transaction, id: string): Promise<ExportRow | undefined> {
  return trx
    .selectFrom('exports')
    .select(exportColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** The exports of a letter, newest first. */
export function listExportRows(
  db: Database,
  letterId: string,
  limit: number,
): Promise<ExportRow[]> {
  return db
    .selectFrom('exports')
    .select(exportColumns)
    .where('letter_id', '=', letterId)
    .orderBy('requested_at', 'desc')
    .limit(limit)
    .execute();
}

/**
 * How many exports of the full record somebody has asked for within `age`, by the database's clock.
 * Until the transaction ends nobody else counts for the same person.
 */
export async function countFullExports(
  trx: Transaction,
  requestedBy: string,
  age: Duration,
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`exports:${requestedBy}`}, 0))`.execute(
    trx,
  );
  const { count } = await trx
    .selectFrom('exports')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('requested_by', '=', requestedBy)
    .where('preset', '=', 'full')
    .where('requested_at', '>', sql<Date>`now() - ${age} * interval '1 millisecond'`)
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Takes the oldest export that waits for a worker, or whose worker has given no sign for `silence`,
 * and counts the attempt, by which a worker that was only slow finds that it is no longer its own.
 */
export function takeExport(trx: Transaction, silence: Duration): Promise<ExportRow | undefined> {
  const waiting = trx
    .selectFrom('exports')
    .select('id')
    .where('streamed', '=', false)
    .where((where) => where.or([where('state', '=', 'queued'), hasGoneSilent(silence)]))
    .orderBy('requested_at')
    .limit(1)
    .forUpdate()
    .skipLocked();
  return trx
    .updateTable('exports')
    .set({ state: 'running', attempts: sql`attempts + 1`, beat_at: sql`now()`, rows: 0 })
    .where('id', '=', (where) => where.selectFrom(waiting.as('waiting')).select('waiting.id'))
    .returning(exportColumns)
    .executeTakeFirst();
}

/** Says how far an attempt is; false when it is no longer wanted, or another has taken over. */
export async function beatExport(
  db: Database,
  attempt: { id: string; attempts: number },
  rows: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('exports')
    .set({ rows, beat_at: sql`now()` })
    .where('id', '=', attempt.id)
    .where('attempts', '=', attempt.attempts)
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/**
 * Lets an attempt wait for a worker again; nothing changes when it is not this worker's any more.
 * Unless it is `counted`, it is as if it had not been made.
 */
export async function releaseExport(
  db: Database,
  attempt: { id: string; attempts: number },
  { counted = false } = {},
): Promise<void> {
  await db
    .updateTable('exports')
    .set({ state: 'queued', rows: 0, attempts: counted ? attempt.attempts : attempt.attempts - 1 })
    .where('id', '=', attempt.id)
    .where('attempts', '=', attempt.attempts)
    .where('state', '=', 'running')
    .execute();
}

/** Changes one export; the caller holds its lock. */
export async function updateExport(
  trx: Transaction,
  id: string,
  change: Updateable<Exports>,
): Promise<void> {
  await trx.updateTable('exports').set(change).where('id', '=', id).execute();
}

/** The end of the work by the database's clock; what was made lives for `life` from now on. */
export async function finishExport(
  trx: Transaction,
  id: string,
  change: Updateable<Exports> & { state: 'ready' | 'failed' | 'cancelled' },
  life: Duration,
): Promise<void> {
  const ends = {
    finished_at: sql<Date>`now()`,
    expires_at: sql<Date>`now() + ${life} * interval '1 millisecond'`,
  };
  await trx
    .updateTable('exports')
    .set({ ...change, ...ends })
    .where('id', '=', id)
    .execute();
}

/** Ready ones whose time is over, locked and passed over where somebody else holds them. */
export function lockExpiredExports(trx: Transaction, limit: number) {
  return trx
    .selectFrom('exports')
    .select(['id', 'letter_id'])
    .where('state', '=', 'ready')
    .where('expires_at', '<=', sql<Date>`now()`)
    .orderBy('expires_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Downloads that were broken off without a word, as by the end of the process: gone for `silence`. */
export function lockLostStreams(trx: Transaction, silence: Duration) {
  return trx
    .selectFrom('exports')
    .select(['id', 'letter_id'])
    .where('streamed', '=', true)
    .where('state', '=', 'running')
    .where('beat_at', '<', sql<Date>`now() - ${silence} * interval '1 millisecond'`)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Of these ids, those whose file may be wanted: in the making, or ready and not expired. */
export async function listLiveExports(db: Database, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('exports')
    .select('id')
    .where('id', 'in', ids)
    .where('streamed', '=', false)
    .where('state', 'in', ['running', 'ready'])
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Deletes what is left of exports that were asked for longer ago than `age`. */
export async function deleteOldExports(db: Database, age: Duration): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('exports')
    .where('state', 'in', ['failed', 'cancelled', 'expired'])
    .where('requested_at', '<', sql<Date>`now() - ${age} * interval '1 millisecond'`)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
