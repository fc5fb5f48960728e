import type { Database, Transaction } from './client.server';

/** Whether a delivery to this target, version and sequence has left, or may still leave or have left. */
export async function holdsDeliveryPlace(
  db: Database,
  place: { targetId: string; versionId: string; sequence: number },
): Promise<boolean> {
  const row = await placesHeld(db, place)
    .where('sequence', '=', place.sequence)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The last of what went to a target under a version, the letter or an addendum; undefined for none. */
export function findLastInSequence(db: Database, place: { targetId: string; versionId: string }) {
  return placesHeld(db, place).orderBy('sequence', 'desc').limit(1).executeTakeFirst();
}

function placesHeld(db: Database, place: { targetId: string; versionId: string }) {
  return db
    .selectFrom('deliveries')
    .select(['id', 'sequence', 'state'])
    .where('target_id', '=', place.targetId)
    .where('letter_version_id', '=', place.versionId)
    .where('state', 'not in', [
      'prepared',
      'approved',
      'captured',
      'bounced',
      'failed',
      'withdrawn',
    ]);
}

/** The snapshots of the letter and the addenda that a target has had under a version, in order. */
export function listSequence(
  db: Database,
  place: { targetId: string; versionId: string },
  states: readonly string[],
) {
  return db
    .selectFrom('deliveries')
    .select(['id', 'sequence', 'sealed_snapshot', 'frozen_at', 'accepted_at', 'updated_at'])
    .where('target_id', '=', place.targetId)
    .where('letter_version_id', '=', place.versionId)
    .where('state', 'in', states)
    .orderBy('sequence')
    .execute();
}

/**
 * Holds a version until the transaction ends, so that what goes to whom under it is decided one at a
 * time; signing goes on.
 */
export async function lockVersionForSending(trx: Transaction, versionId: string): Promise<void> {
  await trx
    .selectFrom('letter_versions')
    .select('id')
    .where('id', '=', versionId)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/**
 * Holds a target until the transaction ends, so that its deliveries are decided one at a time; rows
 * that refer to it can be written meanwhile.
 */
export async function lockTarget(trx: Transaction, id: string): Promise<void> {
  await trx
    .selectFrom('delivery_targets')
    .select('id')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}
