import { retentionBatch } from './retention';

/** Repeats a bounded deletion until it finds less than a full batch; returns how many went. */
export async function deleteInBatches(
  deleteBatch: (limit: number) => Promise<number>,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const count = await deleteBatch(retentionBatch);
    deleted += count;
    if (count < retentionBatch) return deleted;
  }
}
