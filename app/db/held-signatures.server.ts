import { sql } from 'kysely';
import type { Database } from './client.server';

const reviewColumns = [
  'id',
  'number',
  'visibility',
  'locale',
  'country',
  'flags',
  'sealed',
  'signed_at',
  'confirmed_at',
] as const;

/** The held signature with the lowest number from `from` on. */
export function findHeldFrom(db: Database, letterId: string, from: number) {
  return db
    .selectFrom('signatures')
    .select(reviewColumns)
    .where('letter_id', '=', letterId)
    .where('state', '=', 'held')
    .where('number', '>=', from)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
}

/** How many are held, how many of them before `number`, and the numbers of its neighbours. */
export async function countHeld(db: Database, letterId: string, number: number) {
  return db
    .selectFrom('signatures')
    .select([
      sql<number>`count(*)`.as('waiting'),
      sql<number>`count(*) filter (where number < ${number})`.as('before'),
      sql<number | null>`max(number) filter (where number < ${number})`.as('previous'),
      sql<number | null>`min(number) filter (where number > ${number})`.as('next'),
    ])
    .where('letter_id', '=', letterId)
    .where('state', '=', 'held')
    .executeTakeFirstOrThrow();
}
