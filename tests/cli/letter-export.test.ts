import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { runCommandLine } from '~/cli/run-command-line';
import { readCsv } from '../documents/read-csv';
import { addSignature } from '../support/add-signature';
import { createTestContext, type TestContext } from '../support/database';
import { enter } from '../support/enrolled';
import { createLetter, slug, waitingMails } from '../support/letter';

let test$: TestContext;

beforeAll(async () => {
  test$ = await createTestContext();
  const letterId = await createLetter(test$.ctx);
  await enter(test$.ctx, 'owner@desk.example');
  await addSignature(test$.ctx, letterId, { name: '김민서', email: 'minseo@people.example' });
  await addSignature(test$.ctx, letterId, { name: 'Hidden Person', visibility: 'counted' });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
afterAll(() => test$.drop());

/** Runs `letter export` against the test's database as an operator would. */
async function exported(...words: string[]) {
  vi.stubEnv('DATABASE_URL', test$.connectionString);
  vi.stubEnv('DATA_DIR', test$.ctx.config.dataDir);
  vi.stubEnv('PUBLIC_URL', 'http://letters.example');
  let stderr = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text;
    return true;
  });
  const all = ['letter', 'export', slug, '--what', 'signatures', ...words];
  const code = await runCommandLine(['node', 'undersigned', ...all]);
  vi.restoreAllMocks();
  return { code, stderr };
}

const inFolder = (name: string) => join(test$.ctx.config.dataDir, name);

test('an operator gets the columns of the contract, and a manifest that fits the file', async () => {
  const [file, manifest] = [inFolder('full.csv'), inFolder('full.sha256.txt')];
  const made = await exported('--preset', 'full', '--out', file, '--manifest', manifest);
  expect(made).toEqual({ code: 0, stderr: expect.stringContaining('2 rows.') });
  const bytes = readFileSync(file);
  const [head, first] = readCsv(bytes);
  expect(head?.join()).toBe(
    'number,name,email,affiliation,title,country,locale,visibility,comment,state,letter_version,signed_at,confirmed_at,withdrawn_at,source',
  );
  expect(first?.[2]).toBe('minseo@people.example');
  const hash = createHash('sha256').update(bytes).digest('hex');
  expect(readFileSync(manifest, 'utf8').trimEnd().split('\n').at(-1)).toBe(`${hash}  full.csv`);
});

test('owners get a mail about it, though the operator gives no reason', async () => {
  const [mail] = await waitingMails(test$.ctx, 'full-export');
  expect(mail).toMatchObject({
    to: 'owner@desk.example',
    props: { by: null, reason: null, rows: 2 },
  });
});

test('JSON stays an array, JSON Lines are lines, and the clocks can be chosen', async () => {
  const asked = ['--preset', 'public', '--time-zone', 'Asia/Seoul', '--out', inFolder('public')];
  await exported(...asked, '--format', 'json');
  const array = JSON.parse(readFileSync(inFolder('public'), 'utf8'));
  await exported(...asked, '--format', 'jsonl');
  expect(array).toEqual([JSON.parse(readFileSync(inFolder('public'), 'utf8'))]);
  expect(array[0].signed_at).toMatch(/\+09:00$/);
});

test('what cannot be is refused before anything is written', async () => {
  const asked = ['--preset', 'public', '--out', inFolder('none')];
  expect((await exported(...asked, '--time-zone', 'Mars/Olympus')).code).toBe(2);
  expect((await exported(...asked, '--encrypt-to', 'age1nonsense')).code).toBe(2);
  expect(() => readFileSync(inFolder('none'))).toThrow();
});
