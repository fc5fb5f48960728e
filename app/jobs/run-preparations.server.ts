import type { Context } from '~/context.server';
import { prepareNext } from '~/domain/deliveries/prepare-next.server';
import { workOff } from './work-off.server';

/** Freezes the copies of letters that have too many names for a request to wait. */
export function runPreparations(ctx: Context): { stop(): Promise<void> } {
  const stop = new AbortController();
  const work = workOff(ctx, {
    event: 'preparations-wait',
    batch: () => prepareNext(ctx, stop.signal),
    rest: 0,
  });
  return {
    stop() {
      stop.abort();
      return work.stop();
    },
  };
}
