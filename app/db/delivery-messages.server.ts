import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

/** How many messages a delivery has had for one recipient, and how many of them have not ended. */
export async function countDeliveryMessages(
  trx: Transaction,
  { deliveryId, place }: { deliveryId: string; place: number },
): Promise<{ all: number; open: number }> {
  return trx
    .selectFrom('messages')
    .select((select) => [
      select.fn.countAll<number>().as('all'),
      select.fn.countAll<number>().filterWhere('finished_at', 'is', null).as('open'),
    ])
    .where('delivery_id', '=', deliveryId)
    .where('recipient_place', '=', place)
    .executeTakeFirstOrThrow();
}

/** Whether a message of this delivery has been taken up by a worker and has not ended. */
export async function isLeaving(trx: Transaction, deliveryId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('messages')
    .select('id')
    .where('delivery_id', '=', deliveryId)
    .where('state', '=', 'leased')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends every message of a delivery that no worker has taken up; returns how many. */
export async function endWaitingMessages(
  trx: Transaction,
  { deliveryId, answer }: { deliveryId: string; answer: string },
): Promise<number> {
  const result = await trx
    .updateTable('messages')
    .set({ state: 'dead', server_answer: answer, finished_at: sql`now()` })
    .where('delivery_id', '=', deliveryId)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** The last message of each recipient of a delivery, by place, with how often it was tried in all. */
export function listRecipientMessages(db: Database, deliveryId: string) {
  return db
    .selectFrom('messages')
    .distinctOn('recipient_place')
    .select([
      'id',
      'recipient_place as place',
      'sealed',
      'state',
      'server_answer',
      'next_attempt_at',
      'finished_at',
      sql<number>`sum(attempts) over (partition by recipient_place)::int`.as('attempts'),
    ])
    .where('delivery_id', '=', deliveryId)
    .orderBy('recipient_place')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

/** Copies of a letter's deliveries whose last message was refused or is unknown. */
export function listTroubledCopies(db: Database, letterId: string) {
  return db
    .selectFrom('messages')
    .innerJoin('deliveries', 'deliveries.id', 'messages.delivery_id')
    .select(['deliveries.id', 'messages.state'])
    .where('deliveries.letter_id', '=', letterId)
    .where('deliveries.state', 'not in', ['prepared', 'approved', 'withdrawn'])
    .where('messages.recipient_place', '>', 0)
    .where('messages.state', 'in', ['failed', 'dead', 'unknown'])
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('messages as later')
            .select('later.id')
            .whereRef('later.delivery_id', '=', 'messages.delivery_id')
            .whereRef('later.recipient_place', '=', 'messages.recipient_place')
            .whereRef('later.created_at', '>', 'messages.created_at'),
        ),
      ),
    )
    .execute();
}

/**
 * Which of these mailboxes (blind indexes) have been sent this version, in this place of the
 * sequence, by another delivery, or may have been, or are about to be.
 */
export async function listMailboxesServed(
  trx: Transaction,
  query: { versionId: string; sequence: number; deliveryId: string; recipients: Buffer[] },
): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('messages')
    .innerJoin('deliveries', 'deliveries.id', 'messages.delivery_id')
    .select('messages.recipient_index')
    .distinct()
    .where('deliveries.letter_version_id', '=', query.versionId)
    .where('deliveries.sequence', '=', query.sequence)
    .where('deliveries.id', '<>', query.deliveryId)
    .where('deliveries.state', '<>', 'captured')
    .where('messages.state', 'in', ['queued', 'leased', 'sent', 'unknown'])
    .where('messages.recipient_index', 'in', query.recipients)
    .execute();
  return new Set(rows.map((row) => row.recipient_index.toString('hex')));
}
