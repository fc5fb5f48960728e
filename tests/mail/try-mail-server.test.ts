import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '~/config.server';
import { createPress } from '~/press.server';

let server: SMTPServer | null = null;
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

type Taken = { to: string; raw: string };

/** A mail server on a free port that takes everything, or refuses every recipient. */
async function startServer(taken: Taken[], refusal?: string): Promise<string> {
  const started = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      if (!refusal) return done();
      done(Object.assign(new Error(refusal), { responseCode: 550 }));
    },
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (chunk: Buffer) => {
        raw += chunk;
      });
      stream.on('end', () => {
        taken.push({ to: session.envelope.rcptTo[0]?.address ?? '', raw });
        done(null, 'queued as 4711 for min-seo@desk.example');
      });
    },
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address = started.server.address();
  return `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

const trialOf = (smtpUrl: string) =>
  createPress(readConfig({ SMTP_URL: smtpUrl, PUBLIC_URL: 'https://letters.example' })).mailTrial;

test('an owner sees what the server really said, without the address in it', async () => {
  const taken: Taken[] = [];
  const trial = trialOf(await startServer(taken));
  const outcome = await trial.send('min-seo@desk.example');
  expect(outcome).toMatchObject({ outcome: 'accepted' });
  expect(JSON.stringify(outcome)).toContain('queued as 4711 for <masked>');
  expect(taken).toMatchObject([{ to: 'min-seo@desk.example' }]);
  expect(taken[0]?.raw).toContain('Subject: Test mail');
});

test('a refusal is told as it came', async () => {
  const trial = trialOf(await startServer([], 'No such user <min-seo@desk.example> here'));
  const outcome = await trial.send('min-seo@desk.example');
  expect(outcome).toMatchObject({ outcome: 'refused', answer: expect.stringContaining('550') });
  expect(JSON.stringify(outcome)).not.toContain('min-seo');
});

test('a server that is not there is told, and its password is never shown', async () => {
  const url = await startServer([]);
  await new Promise<void>((done) => server?.close(() => done()));
  server = null;
  const trial = trialOf(url.replace('smtp://', 'smtp://me:s3cret@'));
  expect(trial.server).toMatchObject({ host: '127.0.0.1', signsIn: true });
  const outcome = await trial.send('min-seo@desk.example');
  expect(outcome).toMatchObject({ outcome: 'refused', answer: null });
  expect(JSON.stringify([trial.server, outcome])).not.toContain('s3cret');
});
