import net, { type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type SmtpDispatch, sendOverSmtp } from '~/mail/send-over-smtp.server';
import { createSmtpSessions } from '~/mail/smtp-sessions.server';
import { startMailbox } from '../support/mailbox';
import { type RawScript, startRawSmtpServer } from '../support/raw-smtp-server';

const message = Buffer.from('Subject: invented\r\n\r\n.dot\r\nbody\r\n');
const envelope = { from: 'no-reply@letters.example', to: 'olena@mail.example' };
const timeouts = { connect: 400, greeting: 400, idle: 400, total: 2000 };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function mailbox(...options: Parameters<typeof startMailbox>) {
  const server = await startMailbox(...options);
  closers.push(server.close);
  return server;
}

async function rawServer(script: RawScript) {
  const server = await startRawSmtpServer(script);
  closers.push(server.close);
  return server;
}

function offer(smtpUrl: string, changes: Partial<SmtpDispatch> = {}) {
  return sendOverSmtp({
    smtpUrl,
    envelope,
    message,
    onDataPhase: async () => {},
    timeouts,
    ...changes,
  });
}

test('an accepted message arrives byte for byte and the answer is kept', async () => {
  const server = await mailbox();
  expect(await offer(server.url)).toEqual({
    outcome: 'accepted',
    answer: '250 2.0.0 Ok: queued as 1',
  });
  expect(server.messages).toEqual([{ ...envelope, raw: message }]);
});

test('the start of DATA is written down after 354 and before a byte of the message', async () => {
  const server = await rawServer({});
  let seen: { linesBefore: string[]; bodiesBefore: number; phases: number } | null = null;
  const outcome = await offer(server.url, {
    async onDataPhase() {
      seen = {
        linesBefore: [...server.lines],
        bodiesBefore: server.completed.length,
        phases: server.dataPhases,
      };
    },
  });
  expect(outcome.outcome).toBe('accepted');
  expect(seen).toMatchObject({ bodiesBefore: 0, phases: 1 });
  expect(seen?.['linesBefore' as never]).toContain('DATA');
});

test('when it cannot be written down, nothing leaves, with and without pipelining', async () => {
  const onDataPhase = async () => {
    throw new Error('database away');
  };
  const raw = await rawServer({});
  expect(await offer(raw.url, { onDataPhase })).toMatchObject({ outcome: 'temporary' });
  const server = await mailbox();
  expect(await offer(server.url, { onDataPhase })).toMatchObject({ outcome: 'temporary' });
  await offer(server.url);
  expect(raw.completed).toEqual([]);
  expect(server.messages).toHaveLength(1);
});

test.each([
  ['451 4.7.1 Greylisted', 'temporary'],
  ['550 5.1.1 <olena@mail.example> unknown', 'permanent'],
])('a recipient answered with %s is a %s refusal before DATA', async (answer, outcome) => {
  const refused = {
    outcome,
    phase: 'rcpt',
    answer: answer.replace('olena@mail.example', 'masked'),
  };
  const server = await mailbox({ script: { onRcptTo: () => answer } });
  expect(await offer(server.url)).toMatchObject(refused);
  const raw = await rawServer({ rcpt: { say: answer } });
  expect(await offer(raw.url)).toMatchObject(refused);
  expect(raw.dataPhases).toBe(0);
  expect(server.messages).toEqual([]);
});

test.each<[string, RawScript, object]>([
  [
    'a sender refused for good',
    { mail: { say: '550 5.7.1 no' } },
    { outcome: 'permanent', phase: 'mail' },
  ],
  ['a log-in asked for', { mail: { say: '530 5.7.0 log in' } }, { outcome: 'temporary' }],
  [
    'a server that is full',
    { greeting: { say: '421 4.3.2 later' } },
    { outcome: 'temporary', phase: 'connect' },
  ],
  [
    'a greeting of refusal',
    { greeting: { say: '554 no service' } },
    { outcome: 'temporary', phase: 'connect' },
  ],
  [
    'no greeting',
    { greeting: 'silence' },
    { outcome: 'temporary', phase: 'connect', answer: null },
  ],
  [
    'a stall after the greeting',
    { ehlo: 'silence' },
    { outcome: 'temporary', phase: 'connect', answer: null },
  ],
  ['a drop after the greeting', { ehlo: 'hang-up' }, { outcome: 'temporary', phase: 'connect' }],
  ['a stall at the recipient', { rcpt: 'silence' }, { outcome: 'temporary', answer: null }],
  ['a drop instead of 354', { data: 'hang-up' }, { outcome: 'temporary', answer: null }],
  ['DATA refused', { data: { say: '554 5.5.1 no' } }, { outcome: 'permanent', phase: 'data' }],
  [
    'the message refused for good',
    { message: { say: '554 5.7.1 spam' } },
    { outcome: 'permanent', phase: 'data' },
  ],
  [
    'the message refused for now',
    { message: { say: '452 4.3.1 full' } },
    { outcome: 'temporary', phase: 'data' },
  ],
  [
    'a drop after the final dot',
    { message: 'hang-up' },
    { outcome: 'unknown', phase: 'data', answer: null },
  ],
  [
    'silence after the final dot',
    { message: 'silence' },
    { outcome: 'unknown', phase: 'data', answer: null },
  ],
  [
    'nonsense after the final dot',
    { message: { say: 'what?' } },
    { outcome: 'unknown', phase: 'data', answer: 'what?' },
  ],
  [
    'an answer that breaks off',
    { message: { breakOff: '550 5.7' } },
    { outcome: 'unknown', phase: 'data' },
  ],
])('the truth about %s', async (_name, script, expected) => {
  const server = await rawServer(script);
  expect(await offer(server.url)).toMatchObject(expected);
  expect(server.dataPhases).toBeLessThanOrEqual(1);
});

test('a server that is not there is a temporary failure to connect', async () => {
  const server = await startRawSmtpServer();
  await server.close();
  expect(await offer(server.url)).toMatchObject({
    outcome: 'temporary',
    phase: 'connect',
    answer: null,
  });
});

test('a try has an end even when the server keeps talking', async () => {
  const chatter = net.createServer((socket) => {
    socket.write('220 talking\r\n');
    socket.on('error', () => {});
    socket.once('data', () => {
      const timer = setInterval(() => socket.write('250-still talking\r\n'), 50);
      socket.on('close', () => clearInterval(timer));
    });
  });
  await new Promise<void>((resolve) => chatter.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => chatter.close(() => resolve())));
  const { port } = chatter.address() as AddressInfo;
  const started = performance.now();
  const outcome = await offer(`smtp://127.0.0.1:${port}`);
  expect(outcome).toMatchObject({ outcome: 'temporary', fault: 'took too long' });
  expect(performance.now() - started).toBeLessThan(3 * timeouts.total);
});

test('a worker that stops ends its tries, before and after DATA, truthfully', async () => {
  const before = new AbortController();
  const stalled = await rawServer({ rcpt: 'silence' });
  const waiting = offer(stalled.url, { signal: before.signal });
  await expect.poll(() => stalled.lines.at(-1)).toContain('RCPT');
  before.abort();
  expect(await waiting).toMatchObject({ outcome: 'temporary' });

  const after = new AbortController();
  const silent = await rawServer({ message: 'silence' });
  const sent = offer(silent.url, { signal: after.signal });
  await expect.poll(() => silent.completed.length).toBe(1);
  after.abort();
  expect(await sent).toMatchObject({ outcome: 'unknown' });
});

test('a log-in with user and password works over STARTTLS on this machine', async () => {
  const logins: string[] = [];
  const server = await mailbox({
    server: {
      hideSTARTTLS: false,
      authOptional: false,
      onAuth(auth, _session, done) {
        logins.push(`${auth.username}:${auth.password}`);
        if (auth.password === 'right:one') done(null, { user: auth.username });
        else done(Object.assign(new Error('5.7.8 wrong'), { responseCode: 535 }));
      },
    },
  });
  const url = (password: string) =>
    server.url.replace('//', `//post:${encodeURIComponent(password)}@`);
  expect(await offer(url('right:one'))).toMatchObject({ outcome: 'accepted' });
  // A wrong password is the operator's to mend: no recipient is given up for it.
  expect(await offer(url('wrong'))).toMatchObject({ outcome: 'temporary', phase: 'auth' });
  expect(logins).toEqual(['post:right:one', 'post:wrong']);
});

test('a message larger than the server takes is refused before it is sent', async () => {
  const server = await mailbox({ server: { size: 10 } });
  expect(await offer(server.url)).toMatchObject({ outcome: 'permanent', phase: 'mail' });
});

test('an address that would end the command line never reaches the server', async () => {
  const server = await rawServer({});
  const to = 'a@mail.example>\r\nRCPT TO:<b@mail.example';
  expect(await offer(server.url, { envelope: { ...envelope, to } })).toMatchObject({
    outcome: 'permanent',
  });
  expect(server.lines.join('\n')).not.toContain('RCPT');
});

test('mails that follow each other share a session, and one that died is replaced', async () => {
  let connections = 0;
  const server = await mailbox({
    script: {
      onConnect() {
        connections += 1;
        return null;
      },
    },
  });
  const sessions = createSmtpSessions(2);
  expect(await offer(server.url, { sessions })).toMatchObject({ outcome: 'accepted' });
  expect(await offer(server.url, { sessions })).toMatchObject({ outcome: 'accepted' });
  expect(connections).toBe(1);

  await server.close();
  const again = await mailbox({ port: server.port });
  expect(await offer(again.url, { sessions })).toMatchObject({ outcome: 'accepted' });
  expect(again.messages).toHaveLength(1);
  sessions.close();
});

test('a kept session that the server drops on the next command costs no try', async () => {
  const server = await rawServer({});
  const sessions = createSmtpSessions(2);
  expect(await offer(server.url, { sessions })).toMatchObject({ outcome: 'accepted' });
  let commands = 0;
  server.script = {
    // Only the session that is already open is dropped.
    get mail() {
      commands += 1;
      return commands === 1 ? ('hang-up' as const) : undefined;
    },
  };
  expect(await offer(server.url, { sessions })).toMatchObject({ outcome: 'accepted' });
  expect(commands).toBe(2);
  expect(server.completed).toHaveLength(2);
  sessions.close();
});

test('a refusal ends the session, so that the next mail starts afresh', async () => {
  const server = await rawServer({});
  const sessions = createSmtpSessions(2);
  expect(await offer(server.url, { sessions })).toMatchObject({ outcome: 'accepted' });
  server.script.rcpt = { say: '451 4.7.1 later' };
  expect(await offer(server.url, { sessions })).toMatchObject({ outcome: 'temporary' });
  server.script.rcpt = undefined;
  expect(await offer(server.url, { sessions })).toMatchObject({ outcome: 'accepted' });
  expect(server.lines.filter((line) => line.startsWith('EHLO'))).toHaveLength(2);
  sessions.close();
});
