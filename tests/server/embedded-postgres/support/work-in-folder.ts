import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '~/server/embedded-postgres/start-embedded-postgres.server';

export type Workplace = {
  /** A fresh DATA_DIR for each test, its name with a space; not created yet. */
  dataDir: () => string;
  /** Starts on a folder (the fresh one by default) and stops at the end of the test. */
  start: (dataDir?: string) => Promise<EmbeddedPostgres>;
};

/** Registers a folder per test, removed with every server of the test after it. */
export function workInFolder(): Workplace {
  let root = '';
  let running: EmbeddedPostgres[] = [];
  const dataDir = () => join(root, "Olena's data");
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'undersigned database '));
  });
  afterEach(async () => {
    await Promise.all(running.map((database) => database.stop()));
    running = [];
    rmSync(root, { recursive: true, force: true });
  });
  return {
    dataDir,
    async start(folder = dataDir()) {
      const database = await startEmbeddedPostgres({ dataDir: folder, log: () => {} });
      running.push(database);
      return database;
    },
  };
}
