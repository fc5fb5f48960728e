import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { listRecipientMessages } from '~/db/delivery-messages.server';
import { claimMessages } from '~/db/messages.server';
import { postponeAfterFault } from '~/jobs/give-back-message.server';
import { runOutbox } from '~/jobs/run-outbox.server';
import { smtpTimeouts } from '~/mail/send-over-smtp.server';
import { createSmtpSessions } from '~/mail/smtp-sessions.server';
import { createTestContext } from '../support/database';
import { startMailbox } from '../support/mailbox';
import { startRawSmtpServer } from '../support/raw-smtp-server';
import { takeDatabaseAway } from '../support/take-database-away';
import {
  queueDelivery,
  queueMail,
  quick,
  readLedger,
  readMessage,
  running,
  workerContext,
} from './outbox-fixture';

let base: Context;
let connectionString: string;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ ctx: base, connectionString, drop } = await createTestContext());
});
beforeEach(async () => {
  await base.db.deleteFrom('messages').execute();
});
afterAll(() => drop());

const waiting = { timeout: 30_000, interval: 20 };

async function countUnfinished(ctx: Context): Promise<number> {
  const rows = await ctx.db
    .selectFrom('messages')
    .select('id')
    .where('state', 'in', ['queued', 'leased'])
    .execute();
  return rows.length;
}

test('two workers deliver two hundred mails, each accepted exactly once', async () => {
  const mailbox = await startMailbox();
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  for (let i = 0; i < 200; i += 1) await queueMail(ctx, `person${i}@domain${i % 20}.example`);
  await using _one = running(ctx);
  await using _two = running(ctx);
  await expect.poll(() => countUnfinished(ctx), waiting).toBe(0);
  const parsed = await Promise.all(mailbox.messages.map(({ raw }) => simpleParser(raw)));
  expect(parsed).toHaveLength(200);
  expect(new Set(parsed.map(({ messageId }) => messageId)).size).toBe(200);
  expect(new Set(mailbox.messages.map(({ to }) => to)).size).toBe(200);
  await mailbox.close();
});

test('an answer that came while the database was away is not forgotten', async () => {
  const mailbox = await startMailbox({
    script: {
      async onMessage() {
        const away = await takeDatabaseAway(connectionString);
        setTimeout(() => void away.giveBack(), 200);
        return null;
      },
    },
  });
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  const { deliveryId } = await queueDelivery(ctx);
  await using _worker = running(ctx);
  const state = async () => (await readLedger(ctx, deliveryId).catch(() => null))?.state;
  await expect.poll(state, waiting).toBe('accepted');
  expect(mailbox.messages).toHaveLength(1);
  await mailbox.close();
});

test('a letter whose turn came while the database was away waits for no lease to end', async () => {
  const { ctx } = workerContext(base, {});
  const { deliveryId } = await queueDelivery(ctx);
  const owner = randomUUID();
  const claim = { owner, leaseSeconds: 120, perDomain: 2, bulk: 2, limit: 1 };
  const [claimed] = await claimMessages(ctx.db, claim);
  if (!claimed) throw new Error('nothing was due');
  const away = await takeDatabaseAway(connectionString);
  const sessions = createSmtpSessions(1);
  const { signal } = new AbortController();
  const outbox = { ctx, owner, signal, timeouts: smtpTimeouts, sessions };
  const postponed = postponeAfterFault(outbox, claimed);
  await expect(sql`select 1`.execute(ctx.db)).rejects.toThrow();
  await away.giveBack();
  await postponed;
  const [message] = await listRecipientMessages(ctx.db, deliveryId);
  expect(message?.state).toBe('queued');
});

test('a worker that stops lets what is under way finish', async () => {
  let reached = () => {};
  const atRecipient = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let release = () => {};
  const held = new Promise<null>((resolve) => {
    release = () => resolve(null);
  });
  const mailbox = await startMailbox({
    script: {
      onRcptTo() {
        reached();
        return held;
      },
    },
  });
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  const key = await queueMail(ctx);
  const outbox = runOutbox(ctx);
  await atRecipient;
  const stopped = outbox.stop();
  const soon = new Promise((resolve) => setTimeout(resolve, 200, 'still waiting'));
  expect(await Promise.race([stopped, soon])).toBe('still waiting');
  release();
  await stopped;
  expect(await readMessage(ctx, key)).toMatchObject({ state: 'sent' });
  await mailbox.close();
});

test('a worker that must stop gives back what has not begun to leave, and only that', async () => {
  const silentBefore = await startRawSmtpServer({ rcpt: 'silence' });
  const silentAfter = await startRawSmtpServer({ message: 'silence' });
  const before = workerContext(base, { smtpUrl: silentBefore.url }).ctx;
  const waitingLetter = await queueDelivery(before);
  const key = await queueMail(before);
  const first = runOutbox(before, { drain: 50 });
  await expect.poll(() => silentBefore.lines.filter((l) => l.startsWith('RCPT')).length).toBe(2);
  await first.stop();
  expect(await readMessage(before, key)).toMatchObject({
    state: 'queued',
    attempts: 0,
    lease_owner: null,
  });
  expect(await readLedger(before, waitingLetter.deliveryId)).toMatchObject({ state: 'deferred' });
  await base.db.deleteFrom('messages').execute();

  const after = workerContext(base, { smtpUrl: silentAfter.url }).ctx;
  const leavingLetter = await queueDelivery(after);
  const second = runOutbox(after, { drain: 50 });
  await expect.poll(() => silentAfter.completed.length).toBe(1);
  await second.stop();
  expect(await readLedger(after, leavingLetter.deliveryId)).toMatchObject({ state: 'unknown' });
  await silentBefore.close();
  await silentAfter.close();
});

test('a fault of ours in one message holds up no other and does not lose it', async () => {
  const mailbox = await startMailbox();
  const { ctx, lines } = workerContext(base, { smtpUrl: mailbox.url, retryScale: 1 });
  const { deliveryId } = await queueDelivery(ctx);
  // A ledger that cannot be written to stands for any bug between claim and sending.
  await sql`create function refuse_events() returns trigger language plpgsql as
    $$ begin raise exception 'bug'; end $$`.execute(ctx.db);
  await sql`create trigger refuse_events before insert on delivery_events
    for each row execute function refuse_events()`.execute(ctx.db);
  const key = await queueMail(ctx);
  await using _worker = running(ctx, { ...quick, lanes: 1 });
  await expect.poll(async () => (await readMessage(ctx, key)).state, waiting).toBe('sent');
  expect(await readMessage(ctx, `delivery:${deliveryId}:1`)).toMatchObject({ state: 'queued' });
  expect(lines.filter((line) => line.event === 'message-fault').length).toBe(1);
  await sql`drop trigger refuse_events on delivery_events`.execute(ctx.db);
  expect(mailbox.messages).toHaveLength(1);
  await mailbox.close();
});
