import type { Context } from '~/context.server';
import { seconds } from '~/primitives/duration';
import { createBell } from './bell';

const pollEvery = seconds(2);
const shortestWait = 20;

/**
 * Works off what a table holds, batch by batch, until `stop` is called; the table itself is the
 * queue, so that what a killed worker left is found by the next one. `rest` is how long it waits
 * after a batch that found work. `stop` waits for the batch in hand.
 */
export function workOff(
  ctx: Context,
  work: { event: string; batch: (ctx: Context) => Promise<boolean>; rest: number },
): { stop(): Promise<void> } {
  const bell = createBell();
  const scaled = (wait: number) =>
    Math.max(shortestWait, wait * Math.min(1, ctx.config.retryScale));
  let stopping = false;
  let away = false;

  async function loop(): Promise<void> {
    while (!stopping) {
      let worked = false;
      try {
        worked = await work.batch(ctx);
        away = false;
      } catch (error) {
        if (!away) ctx.log.warn({ event: work.event, fault: (error as Error).name });
        away = true;
      }
      if (!worked) await bell.wait(scaled(pollEvery));
      else if (work.rest > 0) await bell.wait(scaled(work.rest));
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
