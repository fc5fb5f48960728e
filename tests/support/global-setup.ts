import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
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
  await keepOut(postgres.connectionString);
  project.provide('postgres', postgres.connectionString);
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** Nobody may be in a database while others clone it. */
async function keepOut(connectionString: string): Promise<void> {
  const url = new URL(connectionString);
  const template = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(`alter database ${client.escapeIdentifier(template)} allow_connections false`);
  await client.end();
}
