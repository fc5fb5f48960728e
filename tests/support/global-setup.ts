import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from '~/db/client.server';
import { migrateToLatest } from '~/db/migrator.server';
import { startEmbeddedPostgres } from '~/server/embedded-postgres/start-embedded-postgres.server';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: string;
  }
}

/** One real PostgreSQL for the whole run; each test file clones the migrated database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'undersigned-tests-'));
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  const db = connectDatabase({
    connectionString: postgres.connectionString,
    size: 1,
    onError() {},
  });
  await migrateToLatest(db);
  await db.destroy();
  project.provide('postgres', postgres.connectionString);
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
