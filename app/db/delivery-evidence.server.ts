import { type Insertable, type SqlBool, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';
import type { DeliveryEvidence } from './schema';

/** Stores what lies beside a line of the ledger: a note, a file, or both, sealed. */
export async function insertEvidence(
  trx: Transaction,
  row: Insertable<DeliveryEvidence>,
): Promise<void> {
  await trx.insertInto('delivery_evidence').values(row).execute();
}

/** Notes of a delivery, and what kind of file lies beside each line; no bytes of files. */
export function listEvidence(db: Database, deliveryId: string) {
  return db
    .selectFrom('delivery_evidence')
    .select(['event_id', 'sealed_note', 'file_type', 'file_bytes'])
    .where('delivery_id', '=', deliveryId)
    .execute();
}

/** The file beside one line of this delivery, if it is still kept. */
export function findEvidenceFile(db: Database, key: { deliveryId: string; eventId: number }) {
  return db
    .selectFrom('delivery_evidence')
    .innerJoin('delivery_events as event', 'event.id', 'delivery_evidence.event_id')
    .select([
      'delivery_evidence.event_id',
      'delivery_evidence.file_type',
      'delivery_evidence.sealed_file',
      'event.file_hash',
    ])
    .where('delivery_evidence.delivery_id', '=', key.deliveryId)
    .where('delivery_evidence.event_id', '=', key.eventId)
    .executeTakeFirst();
}

function due(closed: Duration) {
  return sql<SqlBool>`exists (
    select from deliveries d join letters l on l.id = d.letter_id
    where d.id = e.delivery_id and case
      when l.closes_at < now() then l.closes_at
      when l.state = 'closed' then l.updated_at
    end < now() - ${closed} * interval '1 millisecond')`;
}

/** How many lines have notes or files of letters that closed longer ago than `closed`. */
export async function countDueEvidence(db: Database, closed: Duration): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from delivery_evidence e where ${due(closed)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Deletes up to `limit` of them; the lines, with the hashes of the files, stay. */
export async function deleteDueEvidence(
  trx: Transaction,
  batch: { closed: Duration; limit: number },
): Promise<number> {
  const result = await sql`
    delete from delivery_evidence where event_id in (
      select e.event_id from delivery_evidence e where ${due(batch.closed)}
      order by e.event_id limit ${batch.limit} for update skip locked)`.execute(trx);
  return Number(result.numAffectedRows ?? 0);
}
