import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '~/config.server';
import { findEmbeddedPostgres } from './embedded-postgres/find-embedded-postgres.server';
import { startEmbeddedPostgres } from './embedded-postgres/start-embedded-postgres.server';

export type OpenDatabase = {
  connectionString: string;
  /** Ends what was started here; a database of somebody else is left alone. */
  close(): Promise<void>;
  /** Resolves if a database that was started here ends by itself. */
  ended: Promise<unknown>;
};

const never = new Promise<never>(() => {});

/** The database of the configuration, or the embedded one: the running one if there is one. */
export async function openDatabase(
  config: Config,
  options: { shareRunning: boolean; log(line: string): void },
): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    return { connectionString: config.databaseUrl, close: async () => {}, ended: never };
  }
  const running = options.shareRunning ? await findEmbeddedPostgres(config.dataDir) : null;
  if (running) return { connectionString: running, close: async () => {}, ended: never };
  const { dataDir } = config;
  const embedded = await startEmbeddedPostgres({ dataDir, log: options.log });
  const { connectionString, stop, exited } = embedded;
  return { connectionString, close: stop, ended: exited };
}

/** The origin of a running application that took a free port, for the command line beside it. */
export function readRunningOrigin(dataDir: string): string | null {
  const file = originFile(dataDir);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

export function writeRunningOrigin(dataDir: string, origin: string): void {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(originFile(dataDir), `${origin}\n`);
}

export function forgetRunningOrigin(dataDir: string): void {
  rmSync(originFile(dataDir), { force: true });
}

function originFile(dataDir: string): string {
  return join(dataDir, 'origin');
}
