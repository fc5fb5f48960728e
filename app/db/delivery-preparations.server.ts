import { type Insertable, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import { isUuid } from '~/primitives/uuid';
import type { Database, Transaction } from './client.server';
import { hasGoneSilent } from './has-gone-silent.server';
import type { DeliveryPreparations } from './schema';

/** One go of one worker; another go has another number. */
export type PreparationAttempt = { delivery_id: string; attempts: number };

function preparations(db: Database) {
  return db
    .selectFrom('delivery_preparations as preparation')
    .innerJoin('letters', 'letters.id', 'preparation.letter_id')
    .leftJoin('delivery_targets as target', 'target.id', 'preparation.target_id')
    .select([
      'preparation.delivery_id',
      'preparation.letter_id',
      'preparation.target_id',
      'preparation.addendum',
      'preparation.anew',
      'preparation.names',
      'preparation.sealed_cover',
      'preparation.requested_by',
      'preparation.requested_at',
      'preparation.state',
      'preparation.reason',
      'preparation.attempts',
      'letters.slug',
      'target.name as target',
      'target.addressee',
      'target.channel',
    ]);
}

/** What is asked for under the id of a delivery; an id of another shape names nothing. */
export async function findPreparation(db: Database, deliveryId: string) {
  if (!isUuid(deliveryId)) return undefined;
  return preparations(db)
    .where('preparation.delivery_id', '=', deliveryId)
    .$narrowType<{ state: 'waiting' | 'running' | 'refused' }>()
    .executeTakeFirst();
}

export type PreparationRow = NonNullable<Awaited<ReturnType<typeof findPreparation>>>;

/** What is asked for of a letter, newest first. */
export function listPreparationRows(db: Database, letterId: string): Promise<PreparationRow[]> {
  return preparations(db)
    .where('preparation.letter_id', '=', letterId)
    .$narrowType<{ state: 'waiting' | 'running' | 'refused' }>()
    .orderBy('preparation.requested_at', 'desc')
    .execute();
}

/** Holds what is asked for under an id until the transaction ends; false when there is nothing. */
export async function lockPreparation(trx: Transaction, deliveryId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('delivery_preparations')
    .select('delivery_id')
    .where('delivery_id', '=', deliveryId)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether a delivery waits to be frozen, or is being frozen; the caller holds the delivery's lock. */
export async function isBeingFrozen(trx: Transaction, deliveryId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('delivery_preparations')
    .select('delivery_id')
    .where('delivery_id', '=', deliveryId)
    .where('state', '<>', 'refused')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Stores that something is to be frozen and returns the id of the delivery that will come of it: of a
 * letter, or an addendum, for one target that of whoever asked first.
 */
export async function insertPreparation(
  trx: Transaction,
  row: Insertable<DeliveryPreparations>,
): Promise<string> {
  const { delivery_id } = await trx
    .insertInto('delivery_preparations')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['target_id', 'addendum'])
        .where(sql<boolean>`not anew and state <> 'refused'`)
        .doUpdateSet({ names: sql`delivery_preparations.names` }),
    )
    .returning('delivery_id')
    .executeTakeFirstOrThrow();
  return delivery_id;
}

/**
 * Takes the oldest one that waits for a worker, or whose worker has given no sign for `silence`, and
 * counts the attempt, by which a worker that was only slow finds that it is no longer its own.
 */
export function takePreparation(
  trx: Transaction,
  silence: Duration,
): Promise<PreparationAttempt | undefined> {
  const waiting = trx
    .selectFrom('delivery_preparations')
    .select('delivery_id')
    .where((where) => where.or([where('state', '=', 'waiting'), hasGoneSilent(silence)]))
    .orderBy('requested_at')
    .limit(1)
    .forUpdate()
    .skipLocked();
  return trx
    .updateTable('delivery_preparations')
    .set({ state: 'running', attempts: sql`attempts + 1`, beat_at: sql`now()` })
    .where('delivery_id', '=', (where) =>
      where.selectFrom(waiting.as('waiting')).select('waiting.delivery_id'),
    )
    .returning(['delivery_id', 'attempts'])
    .executeTakeFirst();
}

/** Says that an attempt goes on; false when it is no longer wanted, or another has taken over. */
export async function beatPreparation(db: Database, attempt: PreparationAttempt): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('delivery_preparations')
    .set({ beat_at: sql`now()` })
    .where(ofAttempt(attempt))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/**
 * Lets an attempt wait for a worker again; nothing changes when it is not this worker's any more.
 * Unless it is `counted`, it is as if it had not been made.
 */
export async function releasePreparation(
  db: Database,
  attempt: PreparationAttempt,
  { counted = false } = {},
): Promise<void> {
  const attempts = counted ? attempt.attempts : attempt.attempts - 1;
  await db
    .updateTable('delivery_preparations')
    .set({ state: 'waiting', attempts })
    .where(ofAttempt(attempt))
    .execute();
}

/** Keeps why nothing came of an attempt; false when it is not this worker's any more. */
export async function refusePreparation(
  trx: Transaction,
  attempt: PreparationAttempt,
  reason: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('delivery_preparations')
    .set({ state: 'refused', reason })
    .where(ofAttempt(attempt))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Ends an attempt with its freezing; false when it is not this worker's any more. */
export async function finishPreparation(
  trx: Transaction,
  attempt: PreparationAttempt,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('delivery_preparations')
    .where(ofAttempt(attempt))
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Forgets what was asked for under the id of a delivery. */
export async function deletePreparation(trx: Transaction, deliveryId: string): Promise<void> {
  await trx.deleteFrom('delivery_preparations').where('delivery_id', '=', deliveryId).execute();
}

/** Deletes at most `limit` refused ones that were asked for longer ago than `age`. */
export async function deleteOldPreparations(
  db: Database,
  { age, limit }: { age: Duration; limit: number },
): Promise<number> {
  const old = db
    .selectFrom('delivery_preparations')
    .select('delivery_id')
    .where('state', '=', 'refused')
    .where('requested_at', '<', sql<Date>`now() - ${age} * interval '1 millisecond'`)
    .limit(limit);
  const { numDeletedRows } = await db
    .deleteFrom('delivery_preparations')
    .where('delivery_id', 'in', old)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

function ofAttempt({ delivery_id, attempts }: PreparationAttempt) {
  return sql<boolean>`delivery_id = ${delivery_id} and attempts = ${attempts} and state = 'running'`;
}
