import type { Context } from '~/context.server';
import { runUpdateBatch } from '~/domain/updates/run-update-batch.server';
import { settleUpdates } from '~/domain/updates/settle-updates.server';
import { seconds } from '~/primitives/duration';
import { createBell } from './bell';

const pollEvery = seconds(2);
const shortestPoll = 20;

/**
 * Writes the mails of approved updates at their pace and takes over what became of them, until
 * `stop` is called; the tables themselves are the queue, so that what a killed worker left is found
 * by the next one. `stop` waits for the batch in hand.
 */
export function runUpdates(ctx: Context): { stop(): Promise<void> } {
  const bell = createBell();
  const poll = Math.max(shortestPoll, pollEvery * Math.min(1, ctx.config.retryScale));
  let stopping = false;
  let away = false;

  async function work(): Promise<boolean> {
    const wrote = await runUpdateBatch(ctx);
    const settled = await settleUpdates(ctx);
    return wrote || settled;
  }
  async function loop(): Promise<void> {
    while (!stopping) {
      let worked = false;
      try {
        worked = await work();
        away = false;
      } catch (error) {
        if (!away) ctx.log.warn({ event: 'updates-wait', fault: (error as Error).name });
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
