import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Transaction } from './client.server';

/** To whom a message went, and of which kind it was; undefined when there is no such message. */
export function findBouncedMessage(trx: Transaction, id: string) {
  return trx
    .selectFrom('messages')
    .select(['id', 'kind', 'recipient_index', 'delivery_id'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Stores what a report said of a message; false when the same was reported before. */
export async function insertBounce(
  trx: Transaction,
  bounce: {
    messageId: string;
    recipientIndex: Buffer;
    hardness: 'hard' | 'soft';
    status: string;
  },
): Promise<boolean> {
  const inserted = await trx
    .insertInto('bounces')
    .values({
      message_id: bounce.messageId,
      recipient_index: bounce.recipientIndex,
      hardness: bounce.hardness,
      status: bounce.status,
    })
    .onConflict((conflict) => conflict.columns(['message_id', 'status']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** How many messages to a mailbox came back in the last `within` milliseconds. */
export async function countBouncedMessages(
  trx: Transaction,
  recipientIndex: Buffer,
  within: Duration,
): Promise<number> {
  const { count } = await trx
    .selectFrom('bounces')
    .select((select) => select.fn.count<number>('message_id').distinct().as('count'))
    .where('recipient_index', '=', recipientIndex)
    .where('received_at', '>', sql<Date>`now() - ${within} * interval '1 millisecond'`)
    .executeTakeFirstOrThrow();
  return count;
}
