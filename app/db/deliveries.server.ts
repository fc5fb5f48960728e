import { type Insertable, sql, type Updateable } from 'kysely';
import { isUuid } from '~/primitives/uuid';
import type { Database, Transaction } from './client.server';
import type { Deliveries, DeliveryEvents, DeliveryTargets } from './schema';

const deliveryColumns = [
  'deliveries.id',
  'deliveries.letter_id',
  'deliveries.letter_version_id',
  'deliveries.target_id',
  'deliveries.state',
  'deliveries.message_id',
  'deliveries.subject',
  'deliveries.snapshot_hash',
  'deliveries.pdf_hash',
  'deliveries.message_hash',
  'deliveries.annex_hash',
  'deliveries.annex_bytes',
  'deliveries.print_facts',
  'deliveries.signature_count',
  'deliveries.paper_count',
  'deliveries.named_count',
  'deliveries.endorsement_count',
  'deliveries.prepared_by',
  'deliveries.sequence',
  'deliveries.tested_hash',
  'deliveries.tested_at',
  'deliveries.approved_hash',
  'deliveries.approved_by',
  'deliveries.approved_at',
  'deliveries.leaves_at',
  'deliveries.released_at',
  'deliveries.frozen_at',
  'deliveries.accepted_at',
  'deliveries.updated_at',
] as const;

/** Stores a target; its sealed part holds the address. Returns the id. */
export async function insertTarget(
  trx: Transaction,
  row: Insertable<DeliveryTargets>,
): Promise<string> {
  const { id } = await trx
    .insertInto('delivery_targets')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The places to which copies of a letter go, in the order of their names. */
export function listTargets(db: Database, letterId: string) {
  return db
    .selectFrom('delivery_targets')
    .select([
      'id',
      'letter_id',
      'name',
      'channel',
      'addressee',
      'locales',
      'sealed',
      sql<string | null>`to_char(checked_on, 'YYYY-MM-DD')`.as('checked_on'),
      'checked_source',
      'time_zone',
    ])
    .where('letter_id', '=', letterId)
    .orderBy('name')
    .execute();
}

export type TargetRow = Awaited<ReturnType<typeof listTargets>>[number];

/** Stores a delivery and returns its id. */
export async function insertDelivery(
  trx: Transaction,
  row: Insertable<Deliveries>,
): Promise<string> {
  const { id } = await trx
    .insertInto('deliveries')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** One delivery without its documents; an id of another shape names nothing. */
export async function findDelivery(db: Database, id: string) {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom('deliveries')
    .innerJoin('delivery_targets as target', 'target.id', 'deliveries.target_id')
    .innerJoin('letters', 'letters.id', 'deliveries.letter_id')
    .innerJoin('letter_versions as version', 'version.id', 'deliveries.letter_version_id')
    .select(deliveryColumns)
    .select([
      'letters.slug',
      'version.number as version_number',
      'version.hash as version_hash',
      'target.name as target',
      'target.channel',
      'target.addressee',
      'target.sealed as sealed_target',
      'target.time_zone',
    ])
    .where('deliveries.id', '=', id)
    .executeTakeFirst();
}

export type DeliveryRow = NonNullable<Awaited<ReturnType<typeof findDelivery>>>;

/** The frozen documents of one delivery, as ciphertext; no annex where the letter has it inside. */
export function findDeliveryDocuments(db: Database, id: string) {
  return db
    .selectFrom('deliveries')
    .select(['sealed_pdf', 'sealed_annex', 'sealed_message', 'sealed_snapshot'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Their outline, as ciphertext; null in a delivery from before it was kept. */
export function findFrozenOutline(db: Database, id: string) {
  return db
    .selectFrom('deliveries')
    .select('sealed_outline')
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The marks of their names, which are large; the same. */
export function findFrozenMarks(db: Database, id: string) {
  return db.selectFrom('deliveries').select('sealed_marks').where('id', '=', id).executeTakeFirst();
}

/** State and place of one delivery, locked until the transaction ends. */
export function lockDelivery(trx: Transaction, id: string) {
  return trx
    .selectFrom('deliveries')
    .select(deliveryColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Changes one delivery; the caller holds its lock. */
export async function updateDeliveryRow(
  trx: Transaction,
  id: string,
  change: Updateable<Deliveries>,
): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ ...change, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Adds a line to the ledger, which nothing changes afterwards; returns its number. */
export async function insertDeliveryEvent(
  trx: Transaction,
  event: { deliveryId: string; state: string; channel: string; evidence: string | null } & Pick<
    Insertable<DeliveryEvents>,
    'at' | 'happened_at' | 'evidence_kind' | 'file_hash' | 'recorded_by' | 'corrects'
  >,
): Promise<number> {
  const { deliveryId, at, ...columns } = event;
  const { id } = await trx
    .insertInto('delivery_events')
    .values({ delivery_id: deliveryId, ...columns, ...(at ? { at } : {}) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** All deliveries of a letter, newest first. */
export function listDeliveryRows(db: Database, letterId: string) {
  return db
    .selectFrom('deliveries')
    .innerJoin('delivery_targets as target', 'target.id', 'deliveries.target_id')
    .innerJoin('letter_versions as version', 'version.id', 'deliveries.letter_version_id')
    .select(deliveryColumns)
    .select([
      'target.name as target',
      'target.channel',
      'target.addressee',
      'version.number as version_number',
    ])
    .where('deliveries.letter_id', '=', letterId)
    .orderBy('deliveries.frozen_at', 'desc')
    .execute();
}

/**
 * Deliveries in the states that may be spoken of in public, oldest first, with the time (`since`) at
 * which the ledger says that they came into that state.
 */
export function listDeliveryRowsIn(db: Database, letterId: string, states: readonly string[]) {
  return db
    .selectFrom('deliveries')
    .innerJoin('delivery_targets as target', 'target.id', 'deliveries.target_id')
    .innerJoin('letter_versions as version', 'version.id', 'deliveries.letter_version_id')
    .select([
      'deliveries.id',
      'deliveries.state',
      'deliveries.accepted_at',
      'deliveries.updated_at',
      'deliveries.signature_count',
      'deliveries.paper_count',
      'deliveries.pdf_hash',
      'version.number as version_number',
      'target.name as target',
      'target.addressee',
      'target.channel',
    ])
    .select((select) =>
      select
        .selectFrom('delivery_events as event')
        .select((event) =>
          event.fn.max(event.fn.coalesce('event.happened_at', 'event.at')).as('at'),
        )
        .whereRef('event.delivery_id', '=', 'deliveries.id')
        .whereRef('event.state', '=', 'deliveries.state')
        .where('event.corrects', 'is', null)
        .as('since'),
    )
    .where('deliveries.letter_id', '=', letterId)
    .where('deliveries.state', 'in', states)
    .orderBy('deliveries.accepted_at')
    .execute();
}

/** How often the message of a delivery was handed to a server for the addressee's mailbox. */
export async function countDeliveryAttempts(db: Database, deliveryId: string): Promise<number> {
  const row = await db
    .selectFrom('messages')
    .select((select) => select.fn.sum<number | null>('attempts').as('attempts'))
    .where('delivery_id', '=', deliveryId)
    .where('recipient_place', '=', 0)
    .executeTakeFirst();
  return Number(row?.attempts ?? 0);
}

/** The copy that a target accepted last, whatever the version; undefined when it has had none. */
export function findLastAcceptedCopy(db: Database, targetId: string, states: readonly string[]) {
  return db
    .selectFrom('deliveries')
    .select(['id', 'letter_version_id', 'sealed_snapshot', 'accepted_at'])
    .where('target_id', '=', targetId)
    .where('state', 'in', states)
    .where('accepted_at', 'is not', null)
    .$narrowType<{ accepted_at: Date }>()
    .orderBy('accepted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The sealed snapshots of a letter's deliveries in the given states, oldest first. */
export function listFrozenSnapshots(db: Database, letterId: string, states: readonly string[]) {
  return db
    .selectFrom('deliveries')
    .select(['id', 'sealed_snapshot', 'frozen_at', 'accepted_at', 'updated_at'])
    .where('letter_id', '=', letterId)
    .where('state', 'in', states)
    .orderBy('frozen_at')
    .execute();
}

/** The frozen bytes of a letter with the hash that was recorded of them. */
export function findFrozenMessage(db: Database, deliveryId: string) {
  return db
    .selectFrom('deliveries')
    .select(['subject', 'message_hash', 'sealed_message'])
    .where('id', '=', deliveryId)
    .executeTakeFirst();
}
