import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

export type StoredRun = {
  task: string;
  letterId: string | null;
  /** Whole numbers by step, and whether every step came to its end. */
  counts: { complete: boolean; erased: Record<string, number> };
  startedAt: Date;
  finishedAt: Date;
  certificateHash: string;
};

/** Opens the record of a run; returns its id. */
export async function insertRetentionRun(db: Database, run: StoredRun): Promise<number> {
  const { id } = await db
    .insertInto('retention_runs')
    .values({
      task: run.task,
      letter_id: run.letterId,
      counts: JSON.stringify(run.counts),
      certificate_hash: run.certificateHash,
      started_at: run.startedAt,
      finished_at: run.finishedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Writes how far a run is, in the transaction of what it did. */
export async function updateRetentionRun(
  trx: Transaction,
  id: number,
  run: Pick<StoredRun, 'counts' | 'finishedAt' | 'certificateHash'>,
): Promise<void> {
  await trx
    .updateTable('retention_runs')
    .set({
      counts: JSON.stringify(run.counts),
      finished_at: run.finishedAt,
      certificate_hash: run.certificateHash,
    })
    .where('id', '=', id)
    .execute();
}

/** Records of runs, newest first. */
export async function listRetentionRunRows(
  db: Database,
  limit: number,
): Promise<(StoredRun & { id: number })[]> {
  const { rows } = await sql<StoredRun & { id: number }>`
    select id, task, letter_id as "letterId", counts, started_at as "startedAt",
      finished_at as "finishedAt", certificate_hash as "certificateHash"
    from retention_runs order by id desc limit ${limit}`.execute(db);
  return rows;
}
