import type { Insertable } from 'kysely';
import type { Database, Transaction } from './client.server';
import type { PaperScans } from './schema';

/** The scans of a batch without their bytes, in the order in which they were added. */
export function listScans(db: Database, batchId: string) {
  return db
    .selectFrom('paper_scans')
    .select(['id', 'file_type', 'file_hash', 'file_bytes', 'added_at'])
    .where('batch_id', '=', batchId)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}

/** Stores a scan; the same file again stands once, and the answer is false. */
export async function insertScan(trx: Transaction, row: Insertable<PaperScans>): Promise<boolean> {
  const result = await trx
    .insertInto('paper_scans')
    .values(row)
    .onConflict((conflict) => conflict.columns(['batch_id', 'file_hash']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** One scan of a batch with its bytes. */
export function findScan(db: Database, key: { batchId: string; id: string }) {
  return db
    .selectFrom('paper_scans')
    .select(['id', 'file_type', 'file_hash', 'sealed_file'])
    .where('batch_id', '=', key.batchId)
    .where('id', '=', key.id)
    .executeTakeFirst();
}

/** Removes a scan for good; its hash, or null when there is none. */
export async function deleteScan(
  trx: Transaction,
  key: { batchId: string; id: string },
): Promise<string | null> {
  const row = await trx
    .deleteFrom('paper_scans')
    .where('batch_id', '=', key.batchId)
    .where('id', '=', key.id)
    .returning('file_hash')
    .executeTakeFirst();
  return row?.file_hash ?? null;
}
