import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { readConfig } from '~/config.server';
import { type Context, createContext, createLogger } from '~/context.server';
import { createPress } from '~/press.server';

export type TestContext = {
  ctx: Context;
  connectionString: string;
  drop(): Promise<void>;
};

async function asOwner(run: (client: Client) => Promise<unknown>): Promise<void> {
  const url = new URL(inject('postgres'));
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}

/** A context over a database of its own, cloned from the migrated one, with its own secrets. */
export async function createTestContext(
  environment: Record<string, string> = {},
): Promise<TestContext> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = new URL(inject('postgres')).pathname.slice(1);
  await asOwner((client) => client.query(`create database ${name} template ${template}`));
  const url = new URL(inject('postgres'));
  url.pathname = `/${name}`;
  const dataDir = join(tmpdir(), name);
  const config = readConfig({
    PUBLIC_URL: 'http://letters.example',
    DATA_DIR: dataDir,
    RETRY_SCALE: '0.01',
    ...environment,
  });
  const ctx = createContext({
    config,
    publicUrl: config.publicUrl ?? '',
    connectionString: url.href,
    poolSize: 8,
    press: createPress(config),
    log: createLogger('silent'),
  });
  return {
    ctx,
    connectionString: url.href,
    async drop() {
      await ctx.db.destroy();
      await asOwner((client) => client.query(`drop database ${name} with (force)`));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
