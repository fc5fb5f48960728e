import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { claimMessages, markDataStarted, unanswered } from '~/db/messages.server';
import { recordDeliveryState } from '~/domain/deliveries/record-delivery-state.server';
import { listCapturedMails } from '~/mail/list-captured-mails.server';
import { readCapturedMail } from '~/mail/read-captured-mail.server';
import { createTestContext } from '../support/database';
import { startMailbox } from '../support/mailbox';
import { startRawSmtpServer } from '../support/raw-smtp-server';
import {
  queueDelivery,
  queueMail,
  readLedger,
  readMessage,
  running,
  workerContext,
} from './outbox-fixture';

let base: Context;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ ctx: base, drop } = await createTestContext());
});
beforeEach(async () => {
  await base.db.deleteFrom('messages').execute();
});
afterAll(() => drop());

const waiting = { timeout: 15_000, interval: 20 };

function ledgerOf(ctx: Context, deliveryId: string) {
  return expect.poll(async () => (await readLedger(ctx, deliveryId)).state, waiting);
}

function makeDue(ctx: Context) {
  return ctx.db
    .updateTable('messages')
    .set({ next_attempt_at: new Date(0) })
    .execute();
}

test('the embassy gets the frozen bytes once and the ledger says who said yes', async () => {
  const mailbox = await startMailbox();
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  const { deliveryId, raw, to } = await queueDelivery(ctx);
  await using _worker = running(ctx);
  await ledgerOf(ctx, deliveryId).toBe('accepted');
  expect(mailbox.messages).toEqual([{ from: ctx.config.mailFrom.address, to, raw }]);
  expect(await readLedger(ctx, deliveryId)).toMatchObject({
    states: ['queued', 'sending', 'accepted'],
    last: '250 2.0.0 Ok: queued as 1',
  });
  await mailbox.close();
});

test('an embassy that greylists is tried again, one that refuses is not', async () => {
  let refusals = 1;
  const mailbox = await startMailbox({
    script: {
      onRcptTo(to) {
        if (to === 'closed@embassy.example') return `550 5.7.1 <${to}> not wanted`;
        return refusals-- > 0 ? '451 4.7.1 later' : null;
      },
    },
  });
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  const patient = await queueDelivery(ctx);
  const refused = await queueDelivery(ctx, 'closed@embassy.example');
  await using _worker = running(ctx);
  await ledgerOf(ctx, patient.deliveryId).toBe('accepted');
  await ledgerOf(ctx, refused.deliveryId).toBe('failed');
  expect((await readLedger(ctx, patient.deliveryId)).states).toEqual([
    'queued',
    'sending',
    'deferred',
    'sending',
    'accepted',
  ]);
  expect((await readLedger(ctx, refused.deliveryId)).last).toBe('550 5.7.1 <masked> not wanted');
  expect(mailbox.messages).toHaveLength(1);
  await mailbox.close();
});

test('a letter waits for a mail server that is away', async () => {
  const gone = await startMailbox();
  await gone.close();
  const { ctx } = workerContext(base, { smtpUrl: gone.url });
  const { deliveryId } = await queueDelivery(ctx);
  await using _worker = running(ctx);
  await ledgerOf(ctx, deliveryId).toBe('deferred');
  const back = await startMailbox({ port: gone.port });
  await ledgerOf(ctx, deliveryId).toBe('accepted');
  expect(back.messages).toHaveLength(1);
  await back.close();
});

test.each(['hang-up', 'silence'] as const)(
  'after %s behind the final dot the letter is unknown, reported, and never sent again',
  async (move) => {
    const server = await startRawSmtpServer({ message: move });
    const { ctx, lines } = workerContext(base, { smtpUrl: server.url });
    const { deliveryId } = await queueDelivery(ctx);
    await using _worker = running(ctx);
    await ledgerOf(ctx, deliveryId).toBe('unknown');
    server.script.message = { say: '250 2.0.0 Ok' };
    // A mail that is queued later and sent shows that the worker has long been past the letter.
    await makeDue(ctx);
    const later = await queueMail(ctx);
    await expect.poll(async () => (await readMessage(ctx, later)).state, waiting).toBe('sent');
    expect(server.completed.filter((sent) => sent.includes('Excellency'))).toHaveLength(1);
    expect((await readLedger(ctx, deliveryId)).states).toEqual(['queued', 'sending', 'unknown']);
    const alerts = lines.filter((line) => line.event === 'delivery-unknown');
    expect(alerts).toMatchObject([{ level: 50, deliveryId }]);
    expect(JSON.stringify(lines)).not.toContain('embassy.example');
    await server.close();
  },
);

test('a stall after the greeting is no doubt: the letter is only deferred', async () => {
  const server = await startRawSmtpServer({ ehlo: 'silence' });
  const { ctx } = workerContext(base, { smtpUrl: server.url });
  const { deliveryId } = await queueDelivery(ctx);
  await using _worker = running(ctx);
  await ledgerOf(ctx, deliveryId).toBe('deferred');
  server.script.ehlo = undefined;
  await ledgerOf(ctx, deliveryId).toBe('accepted');
  expect(server.completed).toHaveLength(1);
  await server.close();
});

/** Leaves a lease behind as a worker does that is killed. */
async function killedWorker(ctx: Context, afterData: boolean) {
  const claim = { owner: 'killed', leaseSeconds: 120, limit: 10, perDomain: 10, bulk: 2 };
  for (const claimed of await claimMessages(ctx.db, claim)) {
    const { id, delivery_id: deliveryId } = claimed;
    if (deliveryId) {
      await ctx.db.transaction().execute((trx) =>
        recordDeliveryState(ctx, trx, {
          deliveryId,
          state: 'sending',
          channel: 'email',
          evidence: null,
        }),
      );
    }
    if (afterData) await markDataStarted(ctx.db, { id, owner: 'killed' });
  }
  await ctx.db
    .updateTable('messages')
    .set({ lease_until: new Date(Date.now() - 1000) })
    .where('lease_owner', '=', 'killed')
    .execute();
}

test('a worker killed before DATA costs nothing: letter and mail leave once', async () => {
  const mailbox = await startMailbox();
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  const { deliveryId } = await queueDelivery(ctx);
  const key = await queueMail(ctx);
  await killedWorker(ctx, false);
  await using _worker = running(ctx);
  await ledgerOf(ctx, deliveryId).toBe('accepted');
  await expect.poll(async () => (await readMessage(ctx, key)).state, waiting).toBe('sent');
  expect(mailbox.messages).toHaveLength(2);
  await mailbox.close();
});

test('a worker killed between 354 and the answer: letter unknown, mail once more', async () => {
  const mailbox = await startMailbox();
  const { ctx, lines } = workerContext(base, { smtpUrl: mailbox.url });
  const { deliveryId } = await queueDelivery(ctx);
  const key = await queueMail(ctx);
  await killedWorker(ctx, true);
  await using _worker = running(ctx);
  await ledgerOf(ctx, deliveryId).toBe('unknown');
  await expect.poll(async () => (await readMessage(ctx, key)).state, waiting).toBe('sent');
  expect(mailbox.messages.map((message) => message.to)).toEqual(['olena@mail.example']);
  expect(lines.filter((line) => line.event === 'delivery-unknown')).toHaveLength(1);
  await mailbox.close();
});

test('a second worker killed between 354 and the answer ends a mail to a person', async () => {
  const { ctx } = workerContext(base, { smtpUrl: 'smtp://127.0.0.1:1' });
  const key = await queueMail(ctx);
  const { reapExpiredLeases } = await import('~/jobs/reap-expired-leases.server');
  await killedWorker(ctx, true);
  await reapExpiredLeases(ctx);
  expect(await readMessage(ctx, key)).toMatchObject({ state: 'queued', server_answer: unanswered });
  await killedWorker(ctx, true);
  await reapExpiredLeases(ctx);
  expect(await readMessage(ctx, key)).toMatchObject({ state: 'dead', sealed: null });
});

test('a worker that lost its lease can no longer begin to send', async () => {
  const { ctx } = workerContext(base, { smtpUrl: 'smtp://127.0.0.1:1' });
  await queueMail(ctx);
  const claim = { owner: 'slow', leaseSeconds: 120, limit: 1, perDomain: 2, bulk: 2 };
  const [claimed] = await claimMessages(ctx.db, claim);
  const id = claimed?.id ?? '';
  expect(await markDataStarted(ctx.db, { id, owner: 'another' })).toBe(false);
  expect(await markDataStarted(ctx.db, { id, owner: 'slow' })).toBe(true);
});

test('a delivery that was withdrawn while it waited is not sent', async () => {
  const mailbox = await startMailbox();
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  const { deliveryId } = await queueDelivery(ctx);
  await ctx.db.transaction().execute((trx) =>
    recordDeliveryState(ctx, trx, {
      deliveryId,
      state: 'withdrawn',
      channel: 'email',
      evidence: null,
    }),
  );
  await using _worker = running(ctx);
  const key = `delivery:${deliveryId}:1`;
  await expect.poll(async () => (await readMessage(ctx, key)).state, waiting).toBe('dead');
  expect(mailbox.messages).toEqual([]);
  await mailbox.close();
});

test('bytes that are not those that were frozen do not leave', async () => {
  const mailbox = await startMailbox();
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url });
  const { deliveryId } = await queueDelivery(ctx);
  await ctx.db
    .updateTable('deliveries')
    .set({ message_hash: '0'.repeat(64) })
    .execute();
  await using _worker = running(ctx);
  await ledgerOf(ctx, deliveryId).toBe('failed');
  expect(mailbox.messages).toEqual([]);
  await mailbox.close();
});

test('an explicit resend is a new message with the same Message-ID, a double click is not', async () => {
  const server = await startRawSmtpServer({ message: 'hang-up' });
  const { ctx } = workerContext(base, { smtpUrl: server.url });
  const { deliveryId, messageId, to } = await queueDelivery(ctx);
  await using _worker = running(ctx);
  await ledgerOf(ctx, deliveryId).toBe('unknown');
  server.script.message = { say: '250 2.0.0 Ok' };
  const { enqueueDeliveryMessage } = await import('~/domain/messages/enqueue-message.server');
  await ctx.db.transaction().execute(async (trx) => {
    const event = { deliveryId, channel: 'email', evidence: null };
    await recordDeliveryState(ctx, trx, { ...event, state: 'queued' });
    await enqueueDeliveryMessage(ctx, trx, { deliveryId, messageId, to, place: 0 });
    await enqueueDeliveryMessage(ctx, trx, { deliveryId, messageId, to, place: 0 });
  });
  await ledgerOf(ctx, deliveryId).toBe('accepted');
  expect(server.completed).toHaveLength(2);
  for (const sent of server.completed) expect(sent.toString()).toContain(messageId);
  const rows = await ctx.db
    .selectFrom('messages')
    .select('dedupe_key')
    .where('delivery_id', '=', deliveryId)
    .orderBy('dedupe_key')
    .execute();
  expect(rows.map((row) => row.dedupe_key)).toEqual(
    [1, 2].map((n) => `delivery:${deliveryId}:${n}`),
  );
  await server.close();
});

test('in capture mode a letter never leaves, even with a mail server at hand', async () => {
  const mailbox = await startMailbox();
  const { ctx } = workerContext(base, { smtpUrl: mailbox.url, delivery: 'capture' });
  const { deliveryId, raw } = await queueDelivery(ctx);
  await using _worker = running(ctx);
  await ledgerOf(ctx, deliveryId).toBe('captured');
  const [captured] = await listCapturedMails(ctx);
  expect(captured).toMatchObject({ to: 'embassy@embassy.example', subject: 'Open letter' });
  expect((await readCapturedMail(ctx, captured?.id ?? ''))?.raw).toEqual(raw);
  expect(mailbox.messages).toEqual([]);
  await mailbox.close();
});
