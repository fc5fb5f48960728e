import { type Insertable, sql, type Updateable } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';
import type { Invalidations } from './schema';

const invalidationColumns = [
  'id',
  'letter_id',
  'state',
  'reason',
  'criteria',
  'expected',
  'done',
  'requested_by',
  'created_at',
  'finished_at',
  'action',
  'chosen_by',
  'duplicate_of',
  'skipped',
] as const;

/** Stores a new invalidation; the caller has chosen its id, because its criteria are bound to it. */
export async function insertInvalidation(
  trx: Transaction,
  row: Insertable<Invalidations>,
): Promise<void> {
  await trx.insertInto('invalidations').values(row).execute();
}

/** One invalidation to be read. */
export function findInvalidation(db: Database, id: string) {
  return db
    .selectFrom('invalidations')
    .select(invalidationColumns)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** One invalidation, locked until the transaction ends; with its age by the database's clock. */
export function lockInvalidation(trx: Transaction, id: string) {
  return trx
    .selectFrom('invalidations')
    .select(invalidationColumns)
    .select(sql<number>`extract(epoch from now() - created_at) * 1000`.as('age'))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** One that has work left, locked; what another worker holds is passed over. */
export function lockNextUnfinished(trx: Transaction) {
  return trx
    .selectFrom('invalidations')
    .select(invalidationColumns)
    .where('state', 'in', ['running', 'undoing'])
    .orderBy('created_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export type InvalidationRow = NonNullable<Awaited<ReturnType<typeof findInvalidation>>>;

/** The invalidations of a letter, newest first. */
export function listInvalidationRows(
  db: Database,
  letterId: string,
  limit: number,
): Promise<InvalidationRow[]> {
  return db
    .selectFrom('invalidations')
    .select(invalidationColumns)
    .where('letter_id', '=', letterId)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
}

/** Changes one invalidation; the caller holds its lock. */
export async function updateInvalidation(
  trx: Transaction,
  id: string,
  change: Updateable<Invalidations>,
): Promise<void> {
  await trx.updateTable('invalidations').set(change).where('id', '=', id).execute();
}

/** Marks the end of the work by the database's clock. */
export async function finishInvalidation(
  trx: Transaction,
  id: string,
  state: 'done' | 'cancelled' | 'undone',
): Promise<void> {
  await trx
    .updateTable('invalidations')
    .set({ state, finished_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Removes counts of a letter that are older than `age` and that nobody acted on. */
export async function deleteAbandonedCounts(
  trx: Transaction,
  letterId: string,
  age: Duration,
): Promise<void> {
  const abandoned = trx
    .selectFrom('invalidations')
    .select('id')
    .where('letter_id', '=', letterId)
    .where('state', '=', 'counted')
    .where('created_at', '<', sql<Date>`now() - ${age} * interval '1 millisecond'`);
  await trx.deleteFrom('invalidation_items').where('invalidation_id', 'in', abandoned).execute();
  await trx.deleteFrom('invalidations').where('id', 'in', abandoned).execute();
}
