import type { Context } from '~/context.server';
import { runInvalidationBatch } from '~/domain/invalidations/run-invalidation-batch.server';
import { seconds } from '~/primitives/duration';
import { createBell } from './bell';

const pollEvery = seconds(2);
const shortestPoll = 100;

/**
 * Works off invalidations that organisers have started, batch by batch, until `stop` is called; the
 * table itself is the queue, so that what a killed worker left is found by the next one. `stop`
 * waits for the batch in hand.
 */
export function runInvalidations(ctx: Context): { stop(): Promise<void> } {
  const bell = createBell();
  const poll = Math.max(shortestPoll, pollEvery * Math.min(1, ctx.config.retryScale));
  let stopping = false;
  let away = false;

  async function loop(): Promise<void> {
    while (!stopping) {
      let worked = false;
      try {
        worked = await runInvalidationBatch(ctx);
        away = false;
      } catch (error) {
        if (!away) ctx.log.warn({ event: 'invalidations-wait', fault: (error as Error).name });
        away = true;
      }
      if (!worked) await bell.wait(poll);
    }
  }
  const ended = loop();
  return {
    stop() {
      stopping = true;
      bell.ring();
      return ended;
    },
  };
}
