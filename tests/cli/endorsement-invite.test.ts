import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestContext, type TestContext } from '../support/database';
import { waitingEndorsement } from '../support/endorsement';
import { createLetter, slug, waitingMails } from '../support/letter';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const invitation = {
  organisation: 'Громадська рада',
  'organisation-en': 'Civic Council',
  email: 'office@council.example',
  locale: 'uk',
  note: 'Met the director',
  founding: '4',
};
let test$: TestContext;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
});
afterAll(() => test$.drop());

function invite(letter: string, changes: Partial<typeof invitation> = {}) {
  const options = Object.entries({ ...invitation, ...changes });
  const words = options.flatMap(([name, value]) => [`--${name}`, value]);
  const { dataDir, secretsFile, publicUrl } = test$.ctx.config;
  const env = {
    PATH: process.env.PATH ?? '',
    DATABASE_URL: test$.connectionString,
    DATA_DIR: dataDir,
    SECRETS_FILE: secretsFile,
    PUBLIC_URL: publicUrl ?? '',
  } as unknown as NodeJS.ProcessEnv;
  const command = ['bin/undersigned.js', 'endorsement', 'invite', letter, ...words];
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, command, { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

test('an operator invites, and is told what is wrong before anything is sent', async () => {
  const done = await invite(slug);
  expect(done).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[0-9a-f-]{36}\n$/) });
  const { id } = await waitingEndorsement(test$.ctx, { email: 'han@citizens.example' });
  const [again, nowhere, wrong, stands] = await Promise.all([
    invite(slug),
    invite('no-letter', { email: 'other@council.example' }),
    invite(slug, { email: 'nobody', founding: 'first' }),
    invite(slug, { organisation: '북한인권시민모임', email: 'other@council.example' }),
  ]);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('already holds') });
  expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('no letter') });
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('no mail address') });
  expect(wrong.stderr).toContain('whole number');
  expect(stands).toMatchObject({ code: 1, stderr: expect.stringContaining(`(waiting, ${id})`) });
  expect(stands.stderr).toContain(`/organise/letters/${slug}/endorsements?state=waiting`);
  const rows = await test$.ctx.db
    .selectFrom('endorsement_invitations')
    .select(['id', 'founding_position', 'invited_by'])
    .execute();
  expect(rows).toEqual([{ id: done.stdout.trim(), founding_position: 4, invited_by: null }]);
  const mails = await waitingMails(test$.ctx, 'invite-endorsement');
  expect(mails.map(({ to }) => to)).toEqual(['office@council.example']);
}, 120_000);
