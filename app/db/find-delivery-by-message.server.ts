import type { Database } from './client.server';

/** The deliveries whose mails had one of these Message-IDs, with the letter of each. */
export function findDeliveriesByMessage(db: Database, messageIds: readonly string[]) {
  return db
    .selectFrom('deliveries')
    .select(['id', 'letter_id', 'message_id'])
    .where('message_id', 'in', messageIds)
    .limit(20)
    .execute();
}
