import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { runCommandLine } from '~/cli/run-command-line';
import {
  addAcknowledgedDelivery,
  addPerson,
  digestDatabase,
} from '../domain/retention/retention-fixture';
import { createTestContext, type TestContext } from '../support/database';
import { createLetter } from '../support/letter';

let test$: TestContext;

beforeAll(async () => {
  test$ = await createTestContext();
  const letterId = await createLetter(test$.ctx);
  await addPerson(test$.ctx, letterId, { email: 'a@x.example', confirmed: 50 });
  await addPerson(test$.ctx, letterId, { email: 'b@x.example', state: 'pending', signed: 8 });
  await addAcknowledgedDelivery(test$.ctx, letterId, { frozen: 40, acknowledged: 31 });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
afterAll(() => test$.drop());

/** Runs a verb against the test's database as an operator would. */
async function undersigned(...words: string[]) {
  vi.stubEnv('DATABASE_URL', test$.connectionString);
  vi.stubEnv('DATA_DIR', test$.ctx.config.dataDir);
  vi.stubEnv('PUBLIC_URL', 'http://letters.example');
  let stdout = '';
  let stderr = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += text;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text;
    return true;
  });
  const code = await runCommandLine(['node', 'undersigned', ...words]);
  vi.restoreAllMocks();
  return { code, stdout, stderr };
}

test('an operator sees what is due, lets it go, and reads a certificate that is checked', async () => {
  const before = await digestDatabase(test$.connectionString);
  const dry = await undersigned('retention', 'run', '--dry-run', '--json');
  expect(dry.code).toBe(0);
  expect(JSON.parse(dry.stdout)).toMatchObject({
    dryRun: true,
    due: { 'signature-contacts': 1, 'unconfirmed-signatures': 1 },
  });
  expect(await digestDatabase(test$.connectionString)).toBe(before);

  const run = await undersigned('retention', 'run', '--json');
  const done = JSON.parse(run.stdout);
  expect(done).toMatchObject({ erased: JSON.parse(dry.stdout).due });
  const listed = await undersigned('retention', 'list', '--json');
  expect(listed.code).toBe(0);
  expect(JSON.parse(listed.stdout)).toMatchObject([
    { id: done.id, complete: true, valid: true, certificateHash: done.certificateHash },
  ]);

  await test$.ctx.db.updateTable('retention_runs').set({ task: 'another' }).execute();
  const untrue = await undersigned('retention', 'list');
  expect(untrue.code).toBe(1);
  expect(untrue.stderr).toContain(`run ${done.id} is not true`);
});

test('an operator exports the ledger and applies it; a missing or damaged one is refused', async () => {
  const folder = test$.ctx.config.dataDir;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'copy.jsonl');
  expect(await undersigned('retention', 'ledger', '--out', file)).toMatchObject({ code: 0 });
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
  const applied = await undersigned('retention', 'reapply', '--ledger', file, '--json');
  expect(applied.code).toBe(0);
  expect(JSON.parse(applied.stdout)).toMatchObject({ entries: 1, recorded: 0, unreadable: 0 });
  writeFileSync(file, 'no ledger\n');
  expect(await undersigned('retention', 'reapply', '--ledger', file)).toMatchObject({ code: 1 });
  const missing = await undersigned('retention', 'reapply', '--ledger', join(folder, 'none'));
  expect(missing).toMatchObject({ code: 1 });
  expect(missing.stderr).toContain('There is no file');
});
