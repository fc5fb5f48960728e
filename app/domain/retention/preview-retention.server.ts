import type { Context } from '~/context.server';
import { inSnapshot } from '~/db/in-snapshot.server';
import { retentionSteps } from './retention-steps.server';

/** How many rows each step of a run would change now. Reads only, in a transaction that cannot write. */
export async function previewRetention(ctx: Context): Promise<Record<string, number>> {
  return inSnapshot(ctx.db, async (trx) => {
    const counts: Record<string, number> = {};
    for (const step of retentionSteps(ctx)) counts[step.name] = await step.count(trx);
    return counts;
  });
}
