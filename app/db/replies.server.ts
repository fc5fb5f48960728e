import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';
import type { Replies } from './schema';

const replyColumns = [
  'replies.id',
  'replies.letter_id',
  'replies.delivery_id',
  'replies.event_id',
  'replies.source',
  'replies.kind',
  'replies.automatic',
  'replies.statement_url',
  'replies.sealed',
  'replies.received_at',
  'replies.recorded_at',
  'replies.recorded_by',
  'replies.judged_by',
  'replies.judged_at',
  'replies.shown_sender',
  'replies.published_at',
  'replies.published_by',
] as const;

/** Stores a reply; the same message again stands once, and the answer is false. */
export async function insertReply(trx: Transaction, row: Insertable<Replies>): Promise<boolean> {
  const result = await trx
    .insertInto('replies')
    .values(row)
    .onConflict((conflict) => conflict.column('message_hash').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

function repliesWithPlace(db: Database) {
  return db
    .selectFrom('replies')
    .leftJoin('deliveries', 'deliveries.id', 'replies.delivery_id')
    .leftJoin('delivery_targets as target', 'target.id', 'deliveries.target_id')
    .select(replyColumns)
    .select(['target.addressee', 'target.locales']);
}

/** One reply with the place its delivery went to. */
export function findReply(db: Database, id: string) {
  return repliesWithPlace(db).where('replies.id', '=', id).executeTakeFirst();
}

export type ReplyRow = NonNullable<Awaited<ReturnType<typeof findReply>>>;

/** Holds a reply until the transaction ends. */
export async function lockReply(trx: Transaction, id: string): Promise<void> {
  await trx.selectFrom('replies').select('id').where('id', '=', id).forUpdate().execute();
}

/** The replies of a letter, newest first, at most 500. */
export function listReplyRows(db: Database, letterId: string) {
  return repliesWithPlace(db)
    .where('replies.letter_id', '=', letterId)
    .orderBy('replies.received_at', 'desc')
    .orderBy('replies.id')
    .limit(500)
    .execute();
}

/** Mails that belong to no letter yet, newest first, at most 200. */
export function listUnassignedRows(db: Database) {
  return db
    .selectFrom('replies')
    .select(replyColumns)
    .where('letter_id', 'is', null)
    .orderBy('recorded_at', 'desc')
    .limit(200)
    .execute();
}

/** How many replies of a letter nobody has judged yet. */
export async function countUnjudged(db: Database, letterId: string): Promise<number> {
  const { count } = await db
    .selectFrom('replies')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('letter_id', '=', letterId)
    .where('kind', 'is', null)
    .where('automatic', '=', false)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Changes one reply; the caller holds its lock. */
export async function updateReply(
  trx: Transaction,
  id: string,
  change: Updateable<Replies>,
): Promise<void> {
  await trx.updateTable('replies').set(change).where('id', '=', id).execute();
}

/** Deletes one reply with its files. */
export async function deleteReply(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('replies').where('id', '=', id).execute();
}

/** How many replies came out of one delivery's room. */
export async function countRoomReplies(db: Database, deliveryId: string): Promise<number> {
  const { count } = await db
    .selectFrom('replies')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('delivery_id', '=', deliveryId)
    .where('source', '=', 'room')
    .executeTakeFirstOrThrow();
  return Number(count);
}

function due(closed: Duration) {
  return sql<SqlBool>`r.sealed is not null and exists (
    select from letters l where l.id = r.letter_id and case
      when l.closes_at < now() then l.closes_at
      when l.state = 'closed' then l.updated_at
    end < now() - ${closed} * interval '1 millisecond')`;
}

/** How many replies still hold what was written, of letters that closed longer ago than `closed`. */
export async function countDueReplies(db: Database, closed: Duration): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from replies r where ${due(closed)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Takes words and files from up to `limit` of them; kinds, dates and what is public stay. */
export async function emptyDueReplies(
  trx: Transaction,
  batch: { closed: Duration; limit: number },
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select r.id from replies r where ${due(batch.closed)}
    order by r.received_at limit ${batch.limit} for update of r skip locked`.execute(trx);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await trx.deleteFrom('reply_files').where('reply_id', 'in', ids).execute();
  await trx.updateTable('replies').set({ sealed: null }).where('id', 'in', ids).execute();
  return ids.length;
}
