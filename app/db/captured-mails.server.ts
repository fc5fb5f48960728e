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
