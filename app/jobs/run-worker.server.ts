import { type Runner, run } from 'graphile-worker';
import type { Context } from '~/context.server';
import { seconds } from '~/primitives/duration';
import { graphileLogger } from './graphile-log.server';
import { runCarryOvers } from './run-carry-overs.server';
import { runExports } from './run-exports.server';
import { runInvalidations } from './run-invalidations.server';
import { type OutboxOptions, runOutbox } from './run-outbox.server';
import { runPreparations } from './run-preparations.server';
import { runUpdates } from './run-updates.server';
import { runWebhooks } from './run-webhooks.server';
import { crontab, scheduledTasks } from './scheduled-tasks.server';

const startAgainAfter = seconds(5);

/**
 * Starts everything that happens beside the requests: outgoing mail, invalidations that organisers
 * started, asking people about a changed text, news that they approved, calls to other programs, large
 * exports and letters, and the schedule with its jobs. The schedule starts again when it ends by itself, as
 * after a loss of the database; mail never waits for it. `stop` resolves when nothing of it runs
 * any more.
 */
export async function startWorker(
  ctx: Context,
  options: { connectionString: string; outbox?: Partial<OutboxOptions> },
): Promise<{ stop(): Promise<void> }> {
  const outbox = runOutbox(ctx, options.outbox);
  const invalidations = runInvalidations(ctx);
  const webhooks = runWebhooks(ctx);
  const carryOvers = runCarryOvers(ctx);
  const updates = runUpdates(ctx);
  const exports = runExports(ctx);
  const preparations = runPreparations(ctx);
  let runner: Runner | null = null;
  let restart: NodeJS.Timeout | undefined;
  let stopping = false;

  async function startSchedule(): Promise<void> {
    try {
      runner = await run({
        connectionString: options.connectionString,
        maxPoolSize: 4,
        concurrency: 2,
        pollInterval: seconds(2),
        noHandleSignals: true,
        crontab,
        taskList: scheduledTasks(ctx),
        logger: graphileLogger(ctx.log),
      });
      runner.promise.then(startLater, startLater);
    } catch {
      startLater();
    }
  }
  function startLater(): void {
    runner = null;
    if (stopping) return;
    ctx.log.warn({ event: 'schedule-waits' });
    restart = setTimeout(() => {
      starting = startSchedule();
    }, startAgainAfter);
  }
  let starting = startSchedule();
  await starting;

  return {
    async stop() {
      stopping = true;
      clearTimeout(restart);
      const others = [outbox, invalidations, webhooks, carryOvers, updates, exports, preparations];
      const othersStopped = others.map((part) => part.stop());
      await starting;
      await Promise.allSettled([...othersStopped, runner?.stop()]);
    },
  };
}
