import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database } from './client.server';

/**
 * Since when no mail has left although some was tried: none has since the newest of the mails that
 * were tried and put off, which is older than `patience`. Null while mail leaves.
 */
export async function findStalledMail(
  db: Database,
  patience: Duration,
): Promise<{ waiting: number; since: Date } | null> {
  const tried = await db
    .selectFrom('messages')
    .select([
      sql<number>`count(*)`.as('waiting'),
      sql<Date | null>`min(created_at)`.as('oldest'),
      sql<Date | null>`max(created_at)`.as('newest'),
    ])
    .where('state', '=', 'queued')
    .where('server_answer', 'is not', null)
    .where('created_at', '<', sql<Date>`now() - ${patience} * interval '1 millisecond'`)
    .executeTakeFirstOrThrow();
  if (!tried.oldest || !tried.newest) return null;
  const { last } = await db
    .selectFrom('messages')
    .select(sql<Date | null>`max(finished_at)`.as('last'))
    .where('state', '=', 'sent')
    .executeTakeFirstOrThrow();
  if (last && last > tried.newest) return null;
  return { waiting: tried.waiting, since: last ?? tried.oldest };
}

/** How many messages of the installation came back in the last `within` milliseconds. */
export async function countBounced(db: Database, within: Duration): Promise<number> {
  const { bounced } = await db
    .selectFrom('bounces')
    .select((select) => select.fn.count<number>('message_id').distinct().as('bounced'))
    .where('received_at', '>', sql<Date>`now() - ${within} * interval '1 millisecond'`)
    .executeTakeFirstOrThrow();
  return bounced;
}

/** The deliveries of a letter whose message came back, with the status that was given. */
export function listBouncedDeliveries(db: Database, letterId: string) {
  return db
    .selectFrom('bounces')
    .innerJoin('messages', 'messages.id', 'bounces.message_id')
    .innerJoin('deliveries', 'deliveries.id', 'messages.delivery_id')
    .select(['deliveries.id', 'bounces.status'])
    .distinctOn('deliveries.id')
    .where('deliveries.letter_id', '=', letterId)
    .orderBy('deliveries.id')
    .orderBy('bounces.received_at', 'desc')
    .execute();
}
