import { type Insertable, sql } from 'kysely';
import { isUuid } from '~/primitives/uuid';
import type { Database, Transaction } from './client.server';
import type { DeliveryTriggers } from './schema';

const columns = [
  'delivery_triggers.id',
  'delivery_triggers.letter_id',
  'delivery_triggers.target_id',
  'delivery_triggers.kind',
  'delivery_triggers.threshold',
  'delivery_triggers.created_by',
  'delivery_triggers.standing_hash',
  'delivery_triggers.standing_by',
  'delivery_triggers.standing_at',
  'delivery_triggers.fired_at',
  'delivery_triggers.outcome',
  'delivery_triggers.reason',
  'delivery_triggers.delivery_id',
] as const;

/** Adds a trigger; false when the target has one for the same event already. */
export async function insertTrigger(
  trx: Transaction,
  row: Insertable<DeliveryTriggers>,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('delivery_triggers')
    .values(row)
    .onConflict((conflict) => conflict.constraint('each_once').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** All triggers of a letter, in the order in which they were made. */
export function listTriggers(db: Database, letterId: string) {
  return db
    .selectFrom('delivery_triggers')
    .innerJoin('delivery_targets as target', 'target.id', 'delivery_triggers.target_id')
    .select(columns)
    .select(['target.name as target', 'target.addressee', 'target.channel'])
    .where('delivery_triggers.letter_id', '=', letterId)
    .orderBy('delivery_triggers.created_at')
    .orderBy('delivery_triggers.id')
    .execute();
}

/** One trigger of a letter, held until the transaction ends; an id of another shape names nothing. */
export async function lockTrigger(trx: Transaction, letterId: string, id: string) {
  if (!isUuid(id)) return undefined;
  return trx
    .selectFrom('delivery_triggers')
    .select(columns)
    .where('id', '=', id)
    .where('letter_id', '=', letterId)
    .forUpdate()
    .executeTakeFirst();
}

/** Takes a trigger back that has not fired. */
export async function deleteTrigger(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('delivery_triggers').where('id', '=', id).execute();
}

/** Notes who approved beforehand what, by the database's clock. */
export async function markStanding(
  trx: Transaction,
  id: string,
  standing: { hash: string; by: string },
): Promise<void> {
  await trx
    .updateTable('delivery_triggers')
    .set({ standing_hash: standing.hash, standing_by: standing.by, standing_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/**
 * Triggers that have not fired, of letters that are public: those at numbers of signatures, and those
 * whose letter is closed, or over by the database's clock.
 */
export function listWaitingTriggers(db: Database) {
  return db
    .selectFrom('delivery_triggers')
    .innerJoin('letters', 'letters.id', 'delivery_triggers.letter_id')
    .innerJoin('delivery_targets as target', 'target.id', 'delivery_triggers.target_id')
    .select(columns)
    .select(['letters.slug', 'target.name as target', 'target.addressee'])
    .where('fired_at', 'is', null)
    .where('letters.state', '<>', 'draft')
    .where((where) =>
      where.or([
        where('kind', '=', 'signatures'),
        where('letters.state', '=', 'closed'),
        where('letters.closes_at', '<=', sql<Date>`now()`),
      ]),
    )
    .orderBy('delivery_triggers.created_at')
    .execute();
}

/** Triggers whose dossier is prepared and leaves by a standing approval, but is not queued yet. */
export function listStandingTriggers(db: Database) {
  return db
    .selectFrom('delivery_triggers')
    .innerJoin('delivery_targets as target', 'target.id', 'delivery_triggers.target_id')
    .select(['delivery_triggers.id', 'delivery_triggers.delivery_id', 'target.addressee'])
    .where('outcome', '=', 'standing')
    .where('delivery_id', 'is not', null)
    .$narrowType<{ delivery_id: string }>()
    .execute();
}

/** Ends the sending by a standing approval, once: false when it has ended already. */
export async function settleStanding(
  trx: Transaction,
  id: string,
  settled: { outcome: string; reason: string | null },
): Promise<boolean> {
  const result = await trx
    .updateTable('delivery_triggers')
    .set(settled)
    .where('id', '=', id)
    .where('outcome', '=', 'standing')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Ends a trigger, once: false when it has fired already. */
export async function markFired(
  trx: Transaction,
  id: string,
  fired: { outcome: string; reason: string | null; deliveryId: string | null },
): Promise<boolean> {
  const result = await trx
    .updateTable('delivery_triggers')
    .set({
      fired_at: sql`now()`,
      outcome: fired.outcome,
      reason: fired.reason,
      delivery_id: fired.deliveryId,
    })
    .where('id', '=', id)
    .where('fired_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
