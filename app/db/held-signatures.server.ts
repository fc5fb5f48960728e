import { type SqlBool, sql } from 'kysely';
import type { Database, Transaction } from './client.server';

const reviewColumns = [
  'id',
  'number',
  'state',
  'visibility',
  'locale',
  'country',
  'flags',
  'sealed',
  'signed_at',
  'confirmed_at',
] as const;

/** `held` do not count before a decision; `flagged` count, and nobody has looked at their flags. */
type ReviewList = 'held' | 'flagged';

const waits: Record<ReviewList, ReturnType<typeof sql<SqlBool>>> = {
  held: sql<SqlBool>`state = 'held'`,
  flagged: sql<SqlBool>`state = 'confirmed' and flags_seen_at is null and flags <> '{}'`,
};

/** The signature with the lowest number from `from` on that waits in a list. */
export function findWaitingFrom(db: Database, letterId: string, list: ReviewList, from: number) {
  return db
    .selectFrom('signatures')
    .select(reviewColumns)
    .where('letter_id', '=', letterId)
    .where(waits[list])
    .where('number', '>=', from)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
}

export type ReviewedRow = NonNullable<Awaited<ReturnType<typeof findWaitingFrom>>>;

/** How many wait in a list, how many of them before `number`, and the numbers of its neighbours. */
export async function countWaiting(
  db: Database,
  letterId: string,
  list: ReviewList,
  number: number,
) {
  return db
    .selectFrom('signatures')
    .select([
      sql<number>`count(*)`.as('waiting'),
      sql<number>`count(*) filter (where number < ${number})`.as('before'),
      sql<number | null>`max(number) filter (where number < ${number})`.as('previous'),
      sql<number | null>`min(number) filter (where number > ${number})`.as('next'),
    ])
    .where('letter_id', '=', letterId)
    .where(waits[list])
    .executeTakeFirstOrThrow();
}

/** How many signatures wait in a list. */
export async function countInList(
  db: Database,
  letterId: string,
  list: ReviewList,
): Promise<number> {
  const { waiting } = await db
    .selectFrom('signatures')
    .select((select) => select.fn.countAll<number>().as('waiting'))
    .where('letter_id', '=', letterId)
    .where(waits[list])
    .executeTakeFirstOrThrow();
  return waiting;
}

/** One signature as a reviewer sees it, in whatever state it is. */
export function findReviewed(db: Database, id: string): Promise<ReviewedRow | undefined> {
  return db.selectFrom('signatures').select(reviewColumns).where('id', '=', id).executeTakeFirst();
}

/** One signature if it waits in the list of flagged ones, locked until the transaction ends. */
export function lockFlagged(trx: Transaction, key: { id: string; letterId: string }) {
  return trx
    .selectFrom('signatures')
    .select(['id', 'number', 'state', 'flags'])
    .where('id', '=', key.id)
    .where('letter_id', '=', key.letterId)
    .where(waits.flagged)
    .forUpdate()
    .executeTakeFirst();
}

/** Remembers who has looked at the flags of a signature, and when, by the database's clock. */
export async function markFlagsSeen(trx: Transaction, id: string, by: string): Promise<void> {
  await trx
    .updateTable('signatures')
    .set({ flags_seen_at: sql`now()`, flags_seen_by: by })
    .where('id', '=', id)
    .execute();
}
