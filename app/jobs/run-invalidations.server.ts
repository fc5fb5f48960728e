import type { Context } from '~/context.server';
import { runInvalidationBatch } from '~/domain/invalidations/run-invalidation-batch.server';
import { workOff } from './work-off.server';

/** Works off invalidations that organisers have started, without a rest between batches. */
export function runInvalidations(ctx: Context): { stop(): Promise<void> } {
  return workOff(ctx, { event: 'invalidations-wait', batch: runInvalidationBatch, rest: 0 });
}
