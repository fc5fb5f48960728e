import { sql } from 'kysely';
import type { Transaction } from './client.server';

/**
 * A letter's state, locked until the transaction ends, with whether it is over and the time, both by
 * the database's clock.
 */
export function lockClosing(trx: Transaction, slug: string) {
  return trx
    .selectFrom('letters')
    .select([
      'id',
      'state',
      'closes_at',
      sql<boolean>`state = 'closed' or coalesce(closes_at <= now(), false)`.as('over'),
      sql<Date>`now()`.as('now'),
    ])
    .where('slug', '=', slug)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Ends a letter now, or leaves the earlier end that has passed. */
export async function closeNow(trx: Transaction, letterId: string): Promise<void> {
  await trx
    .updateTable('letters')
    .set({
      state: 'closed',
      closes_at: sql`least(closes_at, now())`,
      updated_at: sql`now()`,
    })
    .where('id', '=', letterId)
    .execute();
}

/** Lets a letter take signatures until then; without an end for null. */
export async function openUntil(
  trx: Transaction,
  letterId: string,
  closesAt: Date | null,
): Promise<void> {
  await trx
    .updateTable('letters')
    .set({ state: 'open', closes_at: closesAt, updated_at: sql`now()` })
    .where('id', '=', letterId)
    .execute();
}
