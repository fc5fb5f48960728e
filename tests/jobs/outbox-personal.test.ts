import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { unanswered } from '~/db/messages.server';
import { readReturnPath } from '~/domain/messages/return-path.server';
import { listCapturedMails } from '~/mail/list-captured-mails.server';
import { createTestContext } from '../support/database';
import { startMailbox } from '../support/mailbox';
import { startRawSmtpServer } from '../support/raw-smtp-server';
import { queueMail, queueReminder, readMessage, running, workerContext } from './outbox-fixture';

let base: Context;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ ctx: base, drop } = await createTestContext());
});
beforeEach(async () => {
  await base.db.deleteFrom('messages').execute();
  await base.db.deleteFrom('suppressions').execute();
});
afterAll(() => drop());

const waiting = { timeout: 15_000, interval: 20 };

function stateOf(ctx: Context, key: string) {
  return expect.poll(async () => (await readMessage(ctx, key)).state, waiting);
}

test('a signatory gets the mail, and its sealed content is erased when it has left', async () => {
  const mailbox = await startMailbox();
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  const key = await queueMail(ctx);
  await using _worker = running(ctx);
  const { raw } = await mailbox.waitFor((message) => message.to === 'olena@mail.example');
  await stateOf(ctx, key).toBe('sent');
  const row = await readMessage(ctx, key);
  expect(row).toMatchObject({
    attempts: 1,
    server_answer: '250 2.0.0 Ok: queued as 1',
    sealed: null,
  });
  const parsed = await simpleParser(raw);
  expect(parsed.messageId).toBe(row.message_id);
  expect(parsed.subject).toBe('Confirm your signature: 482 913');
  expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
  await mailbox.close();
});

test('the same request twice in the queue is one mail', async () => {
  const mailbox = await startMailbox();
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  const { enqueuePersonalMessage } = await import('~/domain/messages/enqueue-message.server');
  const props = { locale: 'en', signInToken: 't', validMinutes: 10 } as const;
  for (let i = 0; i < 2; i += 1) {
    await ctx.db
      .transaction()
      .execute((trx) =>
        enqueuePersonalMessage(
          ctx,
          trx,
          { kind: 'organiser-sign-in', to: 'org@mail.example', props },
          'twice',
        ),
      );
  }
  await using _worker = running(ctx);
  await stateOf(ctx, 'twice').toBe('sent');
  expect(mailbox.messages).toHaveLength(1);
  await mailbox.close();
});

test('a greylisted mail leaves on the second try with the same Message-ID', async () => {
  let refusals = 1;
  const mailbox = await startMailbox({
    script: { onRcptTo: () => (refusals-- > 0 ? '451 4.7.1 <olena@mail.example> later' : null) },
  });
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  const key = await queueMail(ctx);
  const { message_id } = await readMessage(ctx, key);
  await using _worker = running(ctx);
  const { raw } = await mailbox.waitFor(() => true);
  await stateOf(ctx, key).toBe('sent');
  expect((await readMessage(ctx, key)).attempts).toBe(2);
  expect((await simpleParser(raw)).messageId).toBe(message_id);
  await mailbox.close();
});

test('an address that does not exist is tried once, and the answer holds no address', async () => {
  const mailbox = await startMailbox({
    script: { onRcptTo: (address) => `550 5.1.1 <${address}>: no such user ${address}` },
  });
  const { ctx, lines } = workerContext(base, { smtpUrl: mailbox.url });
  const key = await queueMail(ctx);
  await using _worker = running(ctx);
  await stateOf(ctx, key).toBe('failed');
  expect(await readMessage(ctx, key)).toMatchObject({
    attempts: 1,
    server_answer: '550 5.1.1 <masked>: no such user <masked>',
    sealed: null,
  });
  expect(JSON.stringify(lines)).not.toMatch(/olena|Олена|confirm-token|482913/);
  await mailbox.close();
});

test('a mailbox that its server does not know gets no further mail, other refusals pass', async () => {
  const refusals: Record<string, string> = {
    'gone@mail.example': '550 5.1.1 <gone@mail.example>: no such user',
    'moved@mail.example': '550 5.2.1 mailbox disabled',
    'full@mail.example': '552 5.2.2 mailbox full',
    'policy@mail.example': '550 5.7.1 blocked',
    'vague@mail.example': '550 no',
  };
  const mailbox = await startMailbox({ script: { onRcptTo: (to) => refusals[to] } });
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  const keys = [];
  for (const to of Object.keys(refusals)) keys.push(await queueMail(ctx, to));
  const later = await queueMail(ctx, 'gone@mail.example');
  await ctx.db
    .updateTable('messages')
    .set({ next_attempt_at: new Date(Date.now() + 3_600_000) })
    .where('dedupe_key', '=', later)
    .execute();
  await using _worker = running(ctx);
  for (const key of keys) await stateOf(ctx, key).toBe('failed');
  const found = await ctx.db.selectFrom('suppressions').select(['reason', 'detail']).execute();
  expect(found.sort((a, b) => (a.detail ?? '').localeCompare(b.detail ?? ''))).toEqual([
    { reason: 'bounced', detail: '5.1.1' },
    { reason: 'bounced', detail: '5.2.1' },
  ]);
  expect(await readMessage(ctx, later)).toMatchObject({ state: 'dead', sealed: null });
  await mailbox.close();
});

test('each mail leaves with a return path of its own, and without one with the sender', async () => {
  const mailbox = await startMailbox();
  const bounceAddress = { local: 'bounces', domain: 'letters.example' };
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url, bounceAddress });
  const keys = [await queueMail(ctx, 'a@mail.example'), await queueMail(ctx, 'b@mail.example')];
  {
    await using _worker = running(ctx);
    for (const key of keys) await stateOf(ctx, key).toBe('sent');
  }
  const ids = await Promise.all(keys.map(async (key) => (await readMessage(ctx, key)).id));
  const paths = mailbox.messages.map((message) => message.from);
  const named = paths.map((path) => readReturnPath(ctx.keyring, bounceAddress, path));
  expect(named.sort()).toEqual(ids.sort());
  const { ctx: plain } = workerContext(base, { smtpUrl: mailbox.url });
  await queueMail(plain, 'c@mail.example');
  await using _plain = running(plain);
  const { from } = await mailbox.waitFor((message) => message.to === 'c@mail.example');
  expect(from).toBe(plain.config.mailFrom.address);
  await mailbox.close();
});

test('a mail program can end reminders by the headers of a reminder', async () => {
  const mailbox = await startMailbox();
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  await queueReminder(ctx, 'reminded@mail.example', 'unsubscribe-token');
  await queueMail(ctx, 'asked@mail.example');
  await using _worker = running(ctx);
  const reminder = await mailbox.waitFor((message) => message.to === 'reminded@mail.example');
  const { headers } = await simpleParser(reminder.raw);
  expect(headers.get('list')).toMatchObject({
    unsubscribe: { url: `${ctx.publicUrl}/unsubscribe/unsubscribe-token` },
    'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' },
  });
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  const asked = await mailbox.waitFor((message) => message.to === 'asked@mail.example');
  expect(asked.raw.toString()).not.toMatch(/^List-/im);
  await mailbox.close();
});

test('mail waits while the mail server is away and leaves by itself when it is back', async () => {
  const gone = await startMailbox();
  await gone.close();
  const { ctx } = workerContext(base, { smtpUrl: gone.url });
  const key = await queueMail(ctx);
  await using _worker = running(ctx);
  await expect
    .poll(async () => (await readMessage(ctx, key)).server_answer, waiting)
    .toContain('ECONNREFUSED');
  const back = await startMailbox({ port: gone.port });
  await stateOf(ctx, key).toBe('sent');
  // Knocking at a closed door is not a try of the message.
  expect((await readMessage(ctx, key)).attempts).toBe(1);
  expect(back.messages).toHaveLength(1);
  await back.close();
});

test('a server that drops after the final dot gets the mail once more and no third time', async () => {
  const server = await startRawSmtpServer({ message: 'hang-up' });
  const { ctx } = workerContext(base, { smtpUrl: server.url });
  const key = await queueMail(ctx);
  const { message_id } = await readMessage(ctx, key);
  await using _worker = running(ctx);
  await stateOf(ctx, key).toBe('dead');
  expect(await readMessage(ctx, key)).toMatchObject({ attempts: 2, server_answer: unanswered });
  expect(server.completed).toHaveLength(2);
  for (const sent of server.completed) expect(sent.toString()).toContain(message_id);
  await server.close();
});

test('a mail nobody takes is given up after its time and others are not held up', async () => {
  const mailbox = await startMailbox({
    script: { onRcptTo: (to) => (to === 'never@mail.example' ? '451 4.7.1 later' : null) },
  });
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  const never = await queueMail(ctx, 'never@mail.example');
  await ctx.db
    .updateTable('messages')
    .set({ created_at: new Date(Date.now() - 90_000) })
    .execute();
  const other = await queueMail(ctx, 'other@mail.example');
  await using _worker = running(ctx);
  await stateOf(ctx, never).toBe('dead');
  await stateOf(ctx, other).toBe('sent');
  await mailbox.close();
});

test('a row that cannot be opened or written as a mail dies alone', async () => {
  const mailbox = await startMailbox();
  const { ctx, lines } = workerContext(base, { smtpUrl: mailbox.url });
  const broken = await queueMail(ctx);
  await ctx.db
    .updateTable('messages')
    .set({ sealed: Buffer.from('broken') })
    .execute();
  const foreign = await queueMail(ctx);
  await ctx.db
    .updateTable('messages')
    .set({ kind: 'invented' })
    .where('dedupe_key', '=', foreign)
    .execute();
  const injected = await queueMail(ctx, 'a@mail.example\r\nBcc: b@mail.example');
  const good = await queueMail(ctx);
  await using _worker = running(ctx);
  await stateOf(ctx, broken).toBe('dead');
  await stateOf(ctx, injected).toBe('dead');
  await stateOf(ctx, good).toBe('sent');
  expect(mailbox.messages.map((message) => message.to)).not.toContain('b@mail.example');
  expect(lines.filter((line) => line.event === 'message-unusable')).toHaveLength(2);
  await mailbox.close();
});

test('a stalled domain holds two lanes and delays nobody else', async () => {
  let stalled = 0;
  let release = () => {};
  const held = new Promise<null>((resolve) => {
    release = () => resolve(null);
  });
  const mailbox = await startMailbox({
    script: {
      onRcptTo(to) {
        if (!to.endsWith('@stalled.example')) return null;
        stalled += 1;
        return held;
      },
    },
  });
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  for (let i = 0; i < 6; i += 1) await queueMail(ctx, `p${i}@stalled.example`);
  const others: string[] = [];
  for (let i = 0; i < 20; i += 1) others.push(await queueMail(ctx, `q${i}@quick${i % 3}.example`));
  await using _worker = running(ctx, { lanes: 4 });
  // The stalled server does not answer before all others have their mail.
  for (const other of others) await stateOf(ctx, other).toBe('sent');
  expect(stalled).toBe(2);
  release();
  await expect.poll(() => mailbox.messages.length, waiting).toBe(26);
  await mailbox.close();
});

test('without a mail server the mail is kept with its link and code', async () => {
  const { ctx } = workerContext(base, { smtpUrl: null, delivery: 'capture' });
  const key = await queueMail(ctx, 'kim@mail.example', { locale: 'ko' });
  await using _worker = running(ctx);
  await stateOf(ctx, key).toBe('sent');
  const [captured] = await listCapturedMails(ctx);
  expect(captured).toMatchObject({
    to: 'kim@mail.example',
    subject: '서명을 확인해 주십시오: 482 913',
    code: '482913',
    links: [
      `${ctx.publicUrl}/ko/confirm/confirm-token`,
      `${ctx.publicUrl}/ko/not-me/confirm-token`,
      `${ctx.publicUrl}/ko/my-signature/manage-token`,
    ],
  });
});
