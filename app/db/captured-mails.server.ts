import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

/** Stores one captured mail; everything about it is in the ciphertext. */
export async function insertCapturedMail(
  trx: Transaction,
  row: { id: string; sealed: Buffer },
): Promise<void> {
  await trx.insertInto('captured_mails').values(row).execute();
}

const capturedMailColumns = ['id', 'sealed', 'received_at'] as const;

/** The newest captured mails, newest first. */
export function findCapturedMails(db: Database, limit: number) {
  return db
    .selectFrom('captured_mails')
    .select(capturedMailColumns)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
}

/** One captured mail. */
export function findCapturedMail(db: Database, id: string) {
  return db
    .selectFrom('captured_mails')
    .select(capturedMailColumns)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Deletes up to `limit` mails captured more than `olderThan` milliseconds ago; returns how many. */
export async function deleteOldCapturedMails(
  db: Database,
  batch: { olderThan: number; limit: number },
): Promise<number> {
  const result = await sql`
    delete from captured_mails where id in (
      select id from captured_mails
      where received_at < now() - ${batch.olderThan} * interval '1 millisecond'
      order by received_at limit ${batch.limit} for update skip locked
    )`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
