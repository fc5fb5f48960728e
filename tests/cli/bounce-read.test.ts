import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { returnPathOf } from '~/domain/messages/return-path.server';
import { queueMail, readMessage } from '../jobs/outbox-fixture';
import { outOfOffice, postfixReport } from '../support/bounce-reports';
import { createTestContext, type TestContext } from '../support/database';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const BOUNCE_ADDRESS = 'bounces@letters.example';
let test$: TestContext;
let path: string;

beforeAll(async () => {
  test$ = await createTestContext({ BOUNCE_ADDRESS });
  const { id } = await readMessage(test$.ctx, await queueMail(test$.ctx));
  path = returnPathOf(test$.ctx.keyring, { local: 'bounces', domain: 'letters.example' }, id);
});
afterAll(() => test$.drop());

/** As the mail server runs it: the report on standard input, the answer in the exit code. */
async function handOver(raw: Buffer, words: string[], changes: Record<string, string> = {}) {
  const { dataDir, secretsFile } = test$.ctx.config;
  const env = {
    PATH: process.env.PATH ?? '',
    DATABASE_URL: test$.connectionString,
    DATA_DIR: dataDir,
    SECRETS_FILE: secretsFile,
    BOUNCE_ADDRESS,
    ...changes,
  } as unknown as NodeJS.ProcessEnv;
  const command = ['bin/undersigned.js', 'bounce', 'read', ...words];
  const child = spawn(process.execPath, command, { cwd: folder, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said += text;
    });
  }
  // Refused before it has read: nobody listens any more, and that is fine.
  child.stdin.on('error', () => {});
  child.stdin.end(raw);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said };
}

test('a mail server hands reports over and is never asked to bounce one', async () => {
  const report = postfixReport({ to: path, lineEnd: '\n' });
  const flood = Buffer.concat([report, Buffer.alloc(3 * 1024 * 1024, 'a')]);
  const [recorded, foreign, holiday, large] = await Promise.all([
    handOver(report, ['--to', path]),
    handOver(report, ['--to', 'bounces@letters.example']),
    handOver(outOfOffice(path), ['--to', path]),
    handOver(flood, ['--to', path]),
  ]);
  expect(recorded).toMatchObject({ code: 0, said: expect.stringMatching(/^recorded: .*90 days/) });
  for (const answer of [foreign, holiday, large]) {
    expect(answer).toMatchObject({ code: 0, said: expect.stringMatching(/^ignored: /) });
  }
  const found = await test$.ctx.db.selectFrom('suppressions').select('reason').execute();
  expect(found).toEqual([{ reason: 'bounced' }]);
}, 120_000);

test('a mail server keeps the report while the database is away, and an operator reads what is missing', async () => {
  const report = postfixReport({ to: path });
  const [away, unset, wrong] = await Promise.all([
    handOver(report, ['--to', path], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }),
    handOver(report, ['--to', path], { BOUNCE_ADDRESS: '' }),
    handOver(report, ['--too', path]),
  ]);
  expect(away.code).toBe(75);
  expect(unset).toMatchObject({ code: 1, said: expect.stringContaining('BOUNCE_ADDRESS') });
  expect(wrong.code).toBe(2);
}, 120_000);
