import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Context } from '~/context.server';
import { startWorker } from '~/jobs/run-worker.server';
import { seconds } from '~/primitives/duration';
import type { Parts } from './start.server';

const entry = fileURLToPath(new URL('../../bin/start.js', import.meta.url));
const stopAtMost = seconds(12);
const startAgainAfter = seconds(2);

/**
 * Runs the worker in this process when it is the only part, else as a process of its own, so that
 * printing a long document never holds up a page. Returns how to stop it.
 */
export async function runOrForkWorker(
  ctx: Context,
  connectionString: string,
  parts: Parts,
): Promise<() => Promise<void>> {
  if (parts.web) return forkWorker(ctx, connectionString);
  const worker = await startWorker(ctx, { connectionString });
  return worker.stop;
}

function forkWorker(ctx: Context, connectionString: string): () => Promise<void> {
  let stopping = false;
  let child = begin();

  function begin() {
    const worker = fork(entry, ['--only', 'worker'], {
      env: {
        ...process.env,
        DATABASE_URL: connectionString,
        PUBLIC_URL: ctx.publicUrl,
        // Given, because its default depends on whose the database is.
        DELIVERY: ctx.config.delivery,
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Out of the terminal's reach: Ctrl-C comes to us, and we stop things in order.
      detached: true,
    });
    worker.once('exit', (code) => {
      if (stopping) return;
      ctx.log.error({ event: 'worker-ended', code }, 'the worker ended and is started again');
      setTimeout(() => {
        if (!stopping) child = begin();
      }, startAgainAfter);
    });
    return worker;
  }

  return async function stopWorker() {
    stopping = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const deadline = setTimeout(() => child.kill('SIGKILL'), stopAtMost);
    await ended;
    clearTimeout(deadline);
  };
}
