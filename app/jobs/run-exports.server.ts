import type { Context } from '~/context.server';
import { makeNextExport } from '~/domain/exports/make-next-export.server';
import { workOff } from './work-off.server';

/** Makes the files of exports that are too large to be written while they are downloaded. */
export function runExports(ctx: Context): { stop(): Promise<void> } {
  const stop = new AbortController();
  const work = workOff(ctx, {
    event: 'exports-wait',
    batch: () => makeNextExport(ctx, stop.signal),
    rest: 0,
  });
  return {
    stop() {
      stop.abort();
      return work.stop();
    },
  };
}
