import type { Insertable } from 'kysely';
import type { Database, Transaction } from './client.server';
import type { ReplyFiles } from './schema';

/** Stores one file of a reply; name and bytes are sealed. */
export async function insertReplyFile(
  trx: Transaction,
  row: Insertable<ReplyFiles>,
): Promise<void> {
  await trx.insertInto('reply_files').values(row).execute();
}

/** The files of a reply without their bytes, in the order in which they were added. */
export function listReplyFiles(db: Database, replyId: string) {
  return db
    .selectFrom('reply_files')
    .select(['id', 'file_hash', 'file_bytes', 'sealed_name'])
    .where('reply_id', '=', replyId)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}

/** One file of a reply with its bytes. */
export function findReplyFile(db: Database, key: { replyId: string; id: string }) {
  return db
    .selectFrom('reply_files')
    .select(['id', 'file_hash', 'sealed_name', 'sealed_file'])
    .where('reply_id', '=', key.replyId)
    .where('id', '=', key.id)
    .executeTakeFirst();
}
