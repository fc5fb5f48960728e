import type { Context } from '~/context.server';
import type { PaperBatchRow } from '~/db/paper-batches.server';
import { nameActors } from '../organisers/name-actors.server';
import type { PaperBatchState, SealedBatch } from './paper-batch';
import { unsealBatch, unsealReason } from './sealed-batch.server';

export type PaperBatchView = {
  id: string;
  number: number;
  state: PaperBatchState;
  /** `YYYY-MM-DD`. */
  from: string;
  until: string;
  country: string | null;
  onSheets: number;
  valid: number;
  /** Null once retention has taken it away. */
  about: SealedBatch | null;
  /** The organiser's address, or `operator`; times are ISO 8601 in UTC. */
  enteredBy: string;
  enteredAt: string;
  verifiedBy: string | null;
  verifiedAt: string | null;
  withdrawnBy: string | null;
  withdrawnAt: string | null;
  withdrawnReason: string | null;
};

/** Opens batches for organisers, in their order. */
export async function viewBatches<Row extends PaperBatchRow>(
  ctx: Context,
  rows: Row[],
): Promise<{ row: Row; view: PaperBatchView }[]> {
  const keys = rows.flatMap((row) =>
    [row.entered_by, row.verified_by, row.withdrawn_by].filter((key) => key !== null),
  );
  const name = await nameActors(ctx, keys);
  return rows.map((row) => ({
    row,
    view: {
      id: row.id,
      number: row.number,
      state: row.state as PaperBatchState,
      from: row.collected_from,
      until: row.collected_until,
      country: row.country,
      onSheets: row.on_sheets,
      valid: row.valid,
      about: unsealBatch(ctx, row),
      enteredBy: name(row.entered_by),
      enteredAt: row.entered_at.toISOString(),
      verifiedBy: row.verified_by && name(row.verified_by),
      verifiedAt: row.verified_at?.toISOString() ?? null,
      withdrawnBy: row.withdrawn_by && name(row.withdrawn_by),
      withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
      withdrawnReason: unsealReason(ctx, row),
    },
  }));
}
