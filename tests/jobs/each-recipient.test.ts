import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { listRecipientMessages } from '~/db/delivery-messages.server';
import { createTestContext, type TestContext } from '../support/database';
import { type Mood, startMoodySmtpServer } from '../support/moody-smtp-server';
import { takeDatabaseAway } from '../support/take-database-away';
import { queueDelivery, readLedger, running, workerContext } from './outbox-fixture';

let test$: TestContext;
let base: Context;

beforeAll(async () => {
  test$ = await createTestContext();
  base = test$.ctx;
});
beforeEach(async () => {
  await base.db.deleteFrom('messages').execute();
});
afterAll(() => test$.drop());

const waiting = { timeout: 20_000, interval: 20 };
const moods: Mood[] = [
  'refuses',
  'later',
  'greylists',
  'drops-before',
  'hangs-before',
  'drops-after',
  'hangs-after',
  'slow',
];

/** What must be on record in the end for a recipient with that mood, when nobody is killed. */
const expected: Record<Mood, string> = {
  fine: 'accepted',
  refuses: 'failed',
  later: 'accepted',
  greylists: 'accepted',
  'drops-before': 'accepted',
  'hangs-before': 'accepted',
  'drops-after': 'unknown',
  'hangs-after': 'unknown',
  slow: 'accepted',
};
const messageStates: Record<string, string> = { accepted: 'sent', failed: 'failed' };

async function openMessages(ctx: Context): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('messages')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('finished_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function statesOf(ctx: Context, deliveryId: string) {
  const messages = await listRecipientMessages(ctx.db, deliveryId);
  return messages.map(({ state }) => state);
}

describe('each recipient alone, once', () => {
  test.each(moods)('the addressee’s server %s, the copies get theirs once', async (mood) => {
    const server = await startMoodySmtpServer();
    const { ctx } = workerContext(base, { smtpUrl: server.url });
    const to = `${mood}+embassy@embassy.example`;
    const copies = ['ministry@ministry.example', 'press@press.example'];
    const { deliveryId, raw } = await queueDelivery(ctx, to, copies);
    await using _one = running(ctx);
    await using _two = running(ctx);
    await expect.poll(() => openMessages(ctx), waiting).toBe(0);
    const state = expected[mood];
    expect((await readLedger(ctx, deliveryId)).state).toBe(state);
    expect(await statesOf(ctx, deliveryId)).toEqual([
      messageStates[state] ?? state,
      'sent',
      'sent',
    ]);
    for (const copy of copies) expect(server.received.get(copy)).toHaveLength(1);
    expect(server.received.get(to) ?? []).toHaveLength(mood === 'refuses' ? 0 : 1);
    for (const [message] of server.received.values()) {
      expect(`${message}\r\n`).toBe(String(raw));
    }
    await server.close();
  });

  test.each(moods)('a copy’s server %s, the addressee gets the letter once', async (mood) => {
    const server = await startMoodySmtpServer();
    const { ctx, lines } = workerContext(base, { smtpUrl: server.url });
    const copy = `${mood}+ministry@ministry.example`;
    const { deliveryId, to } = await queueDelivery(ctx, undefined, [copy]);
    await using _one = running(ctx);
    await using _two = running(ctx);
    await expect.poll(() => openMessages(ctx), waiting).toBe(0);
    const state = expected[mood];
    expect((await readLedger(ctx, deliveryId)).states).toEqual(['queued', 'sending', 'accepted']);
    expect(await statesOf(ctx, deliveryId)).toEqual(['sent', messageStates[state] ?? state]);
    expect(server.received.get(to)).toHaveLength(1);
    expect(server.received.get(copy) ?? []).toHaveLength(mood === 'refuses' ? 0 : 1);
    const alerts = lines.filter(({ event }) => event === 'delivery-unknown');
    expect(alerts).toHaveLength(state === 'unknown' ? 1 : 0);
    await server.close();
  });

  test('PostgreSQL away at the commit forgets no recipient’s answer', async () => {
    const server = await startMoodySmtpServer();
    server.onMessage = async () => {
      server.onMessage = null;
      const away = await takeDatabaseAway(test$.connectionString);
      setTimeout(() => void away.giveBack(), 200);
    };
    const { ctx } = workerContext(base, { smtpUrl: server.url });
    const copies = ['ministry@ministry.example', 'press@press.example'];
    const { deliveryId, to } = await queueDelivery(ctx, undefined, copies);
    await using _worker = running(ctx);
    const settled = () => statesOf(ctx, deliveryId).catch(() => null);
    await expect.poll(settled, waiting).toEqual(['sent', 'sent', 'sent']);
    await expect
      .poll(async () => (await readLedger(ctx, deliveryId)).state, waiting)
      .toBe('accepted');
    for (const mailbox of [to, ...copies]) expect(server.received.get(mailbox)).toHaveLength(1);
    await server.close();
  });
});

describe('a worker that is killed again and again', () => {
  const entry = fileURLToPath(new URL('../../bin/start.js', import.meta.url));
  const children = new Set<ChildProcess>();
  afterEach(async () => {
    for (const child of children) await killNow(child);
  });

  function startProcess(smtpUrl: string): ChildProcess {
    const { dataDir, secretsFile, publicUrl } = base.config;
    const child = spawn(process.execPath, [entry, '--only', 'worker'], {
      env: {
        PATH: process.env.PATH ?? '',
        DATABASE_URL: test$.connectionString,
        PUBLIC_URL: publicUrl ?? '',
        DATA_DIR: dataDir,
        SECRETS_FILE: secretsFile,
        RETRY_SCALE: '0.01',
        SMTP_URL: smtpUrl,
        DELIVERY: 'smtp',
        LOG_LEVEL: 'error',
      } as unknown as NodeJS.ProcessEnv,
      stdio: 'ignore',
    });
    children.add(child);
    return child;
  }

  async function killNow(child: ChildProcess): Promise<void> {
    children.delete(child);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.kill('SIGKILL')) await ended;
    // Nobody hears from it any more; waiting for the lease itself would take a minute or two.
    await base.db
      .updateTable('messages')
      .set({ lease_until: sql<Date>`now() - interval '1 second'` })
      .where('state', '=', 'leased')
      .execute();
  }

  test('gives no recipient a letter twice, whatever their servers do, and records what is known', async () => {
    const server = await startMoodySmtpServer({ greylistFor: 3000 });
    const letters: { id: string; mailboxes: string[] }[] = [];
    for (const [index, mood] of moods.entries()) {
      const to = `${mood}+embassy@embassy${index}.example`;
      const copies = [`copy@fine${index}.example`, `${mood}+copy@moody${index}.example`];
      const { deliveryId } = await queueDelivery(base, to, copies);
      letters.push({ id: deliveryId, mailboxes: [to, ...copies] });
    }
    // Killed when a server has the whole message and has answered nothing, at three such moments.
    for (const after of [1, 3, 4]) {
      let left = after;
      const child = startProcess(server.url);
      await new Promise<void>((resolve) => {
        server.onMessage = async () => {
          left -= 1;
          if (left !== 0) return;
          server.onMessage = null;
          await killNow(child);
          resolve();
        };
      });
    }
    const last = startProcess(server.url);
    await expect.poll(() => openMessages(base), { timeout: 200_000, interval: 100 }).toBe(0);
    await killNow(last);
    for (const { id, mailboxes } of letters) {
      const messages = await listRecipientMessages(base.db, id);
      expect(messages).toHaveLength(mailboxes.length);
      for (const { place, state } of messages) {
        const mailbox = mailboxes[place] ?? '';
        const received = server.received.get(mailbox)?.length ?? 0;
        // What is unknown may have been cut off before the server had all of it.
        expect(received).toBeLessThanOrEqual(1);
        if (mailbox.startsWith('refuses')) expect(state).toBe('failed');
        else expect(['sent', 'unknown']).toContain(state);
        if (state === 'sent') expect(server.accepted.get(mailbox)).toBe(1);
      }
      const own = messages[0]?.state === 'sent' ? 'accepted' : messages[0]?.state;
      expect((await readLedger(base, id)).state).toBe(own);
    }
    await server.close();
  }, 300_000);
});
