import { isDatabaseAway } from '~/http/database-away.server';
import { seconds } from '~/primitives/duration';
import { StartRefusal } from '~/primitives/start-refusal';

const stopAtMost = seconds(25);

type Stop = () => Promise<unknown> | unknown;

/**
 * Stops everything in the reverse order of its start on SIGINT, SIGTERM, or when the parent that
 * forked this process is gone. A second signal changes nothing; a part that hangs is given up on.
 */
export function stopOnSignal(stops: Stop[]): {
  /** Stops after something essential ended by itself; says why and exits with 1. */
  fail(sentence: string): Promise<void>;
  /** Stops after a failed start; an expected failure is one sentence, a bug its stack. */
  abandon(error: unknown): Promise<void>;
} {
  let stopped = false;

  async function stop(code: number): Promise<void> {
    if (stopped) return;
    stopped = true;
    setTimeout(() => process.exit(code || 1), stopAtMost).unref();
    for (const end of [...stops].reverse()) {
      await Promise.resolve()
        .then(end)
        .catch((error) => process.stderr.write(`${(error as Error).message}\n`));
    }
    process.exit(code);
  }

  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  process.on('disconnect', () => stop(0));
  return {
    async fail(sentence) {
      if (!stopped) process.stderr.write(`${sentence}\n`);
      await stop(1);
    },
    async abandon(error) {
      if (!stopped) process.stderr.write(`${describe(error)}\n`);
      await stop(1);
    },
  };
}

function describe(error: unknown): string {
  if (error instanceof StartRefusal) return error.message;
  const { code } = error as { code?: string };
  if (isDatabaseAway(error)) return `The database cannot be reached (${code ?? 'no answer'}).`;
  if (code?.startsWith('28') || code === '3D000') {
    return `The database refuses the connection: ${(error as Error).message}.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
