import type { Database } from './client.server';

const eventColumns = [
  'event.id',
  'event.delivery_id',
  'event.state',
  'event.channel',
  'event.evidence',
  'event.evidence_kind',
  'event.file_hash',
  'event.happened_at',
  'event.at',
  'event.recorded_by',
  'event.corrects',
] as const;

/** The ledger of one delivery, oldest first, with what a later line corrects still in it. */
export function listDeliveryEvents(db: Database, deliveryId: string) {
  return db
    .selectFrom('delivery_events as event')
    .select(eventColumns)
    .where('event.delivery_id', '=', deliveryId)
    .orderBy('event.id')
    .execute();
}

/** The lines of all deliveries of a letter that stand: neither corrections nor corrected, oldest first. */
export function listStandingEvents(db: Database, letterId: string) {
  return db
    .selectFrom('delivery_events as event')
    .innerJoin('deliveries', 'deliveries.id', 'event.delivery_id')
    .leftJoin('delivery_events as correction', 'correction.corrects', 'event.id')
    .select(eventColumns)
    .where('deliveries.letter_id', '=', letterId)
    .where('event.corrects', 'is', null)
    .where('correction.id', 'is', null)
    .orderBy('event.id')
    .execute();
}
