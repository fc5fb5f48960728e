import type { Context } from '~/context.server';
import { listRetentionRunRows } from '~/db/retention-runs.server';
import { certifyRun } from './certify-run.server';

export type RetentionRunView = {
  id: number;
  task: string;
  letterId: string | null;
  /** False for a run that is under way or was interrupted. */
  complete: boolean;
  erased: Record<string, number>;
  /** ISO 8601 in UTC. */
  startedAt: string;
  finishedAt: string;
  certificateHash: string;
  /** Whether the certificate, computed anew, is the one that was written down. */
  valid: boolean;
};

/** Runs of the retention, newest first, each with its certificate checked. */
export async function listRetentionRuns(
  ctx: Context,
  input: { limit?: number } = {},
): Promise<RetentionRunView[]> {
  const rows = await listRetentionRunRows(ctx.db, input.limit ?? 1000);
  return rows.map((row) => ({
    id: row.id,
    task: row.task,
    letterId: row.letterId,
    complete: row.counts.complete === true,
    erased: row.counts.erased ?? {},
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt.toISOString(),
    certificateHash: row.certificateHash,
    valid: certifyRun(row) === row.certificateHash,
  }));
}
