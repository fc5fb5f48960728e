import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { closeLetter } from '~/domain/letters/close-letter.server';
import { addWebhook } from '~/domain/webhooks/add-webhook.server';
import { changeWebhook } from '~/domain/webhooks/change-webhook.server';
import { listWebhookCalls } from '~/domain/webhooks/list-webhook-calls.server';
import { listWebhooks } from '~/domain/webhooks/list-webhooks.server';
import { tellFigures } from '~/domain/webhooks/tell-figures.server';
import { callDelays, type WebhookEvent } from '~/domain/webhooks/webhook';
import { postDefaults, postWebhook } from '~/jobs/post-webhook.server';
import { runWebhooks } from '~/jobs/run-webhooks.server';
import { createTestContext } from '../support/database';
import { createLetter, slug } from '../support/letter';

type Call = { headers: IncomingHttpHeaders; body: string };
type Answer = { status: number; headers?: Record<string, string> } | 'hang';

let ctx: Context;
let drop: () => Promise<void>;
let letterId: string;
const actor = { kind: 'operator' } as const;
const open = { ...postDefaults, mayReach: () => true };
const waiting = { timeout: 15_000, interval: 20 };

beforeAll(async () => {
  ({ ctx, drop } = await createTestContext({ RETRY_SCALE: '0.0001' }));
  letterId = await createLetter(ctx);
});
beforeEach(async () => {
  await ctx.db.deleteFrom('webhooks').execute();
});
afterAll(() => drop());

/** A program that is told, on a free port; `answers` are given one after the other, the last again. */
async function startReceiver(...answers: Answer[]) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      const answer = answers[Math.min(calls.length, answers.length - 1)] ?? { status: 204 };
      calls.push({ headers: request.headers, body });
      if (answer !== 'hang') response.writeHead(answer.status, answer.headers).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    url: `http://127.0.0.1:${port}/hook`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function add(url: string, ...events: WebhookEvent[]) {
  const form = { id: randomUUID(), label: 'A site', url, events };
  const added = await addWebhook(ctx, { slug, form, actor });
  if (!added.ok) throw new Error(added.reason);
  return { id: form.id, secret: added.secret };
}

function change(id: string, kind: 'test' | 'pause' | 'remove' | 'resume') {
  return changeWebhook(ctx, { slug, id, change: { kind }, actor });
}

function running(options = open) {
  const worker = runWebhooks(ctx, options);
  return { [Symbol.asyncDispose]: () => worker.stop() };
}

async function newest(webhookId: string) {
  const [call] = await listWebhookCalls(ctx, webhookId);
  if (!call) throw new Error('no call');
  return call;
}

function stateOf(webhookId: string) {
  return expect.poll(async () => (await newest(webhookId)).state, waiting);
}

describe('another program that is told', () => {
  test('can check by the secret that the call comes from here and when', async () => {
    await using receiver = await startReceiver();
    const { id, secret } = await add(receiver.url, 'letter.changed');
    await change(id, 'test');
    await using _worker = running();
    await stateOf(id).toBe('delivered');
    const [call] = receiver.calls;
    const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(
      String(call?.headers['undersigned-signature']),
    ) as RegExpExecArray;
    expect(v1).toBe(createHmac('sha256', secret).update(`${t}.${call?.body}`).digest('hex'));
    expect(Math.abs(Number(t) - Date.now() / 1000)).toBeLessThan(60);
    const body = JSON.parse(call?.body ?? '');
    expect(body).toMatchObject({
      event: 'test',
      letter: slug,
      id: call?.headers['idempotency-key'],
    });
    expect(call?.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test('knows a call that is made again by its id, and the waits grow', async () => {
    await using receiver = await startReceiver({ status: 500 }, { status: 503 }, { status: 200 });
    const { id } = await add(receiver.url, 'letter.changed');
    await change(id, 'test');
    await using _worker = running();
    await stateOf(id).toBe('delivered');
    expect(await newest(id)).toMatchObject({ attempts: 3, status: 200 });
    expect(new Set(receiver.calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(new Set(receiver.calls.map(({ body }) => body)).size).toBe(1);
    expect([...callDelays].sort((a, b) => a - b)).toEqual([...callDelays]);
  });

  test('is not led elsewhere by a redirect', async () => {
    await using elsewhere = await startReceiver();
    const away = { status: 302, headers: { Location: elsewhere.url } };
    await using receiver = await startReceiver(away);
    const { id } = await add(receiver.url, 'letter.changed');
    await change(id, 'test');
    await using _worker = running();
    await stateOf(id).toBe('given-up');
    expect(await newest(id)).toMatchObject({ status: 302, attempts: callDelays.length + 1 });
    expect(elsewhere.calls).toHaveLength(0);
  });

  test('that hangs does not hold up another one', async () => {
    await using hanging = await startReceiver('hang');
    await using quick = await startReceiver();
    const slow = await add(hanging.url, 'letter.changed');
    await change(slow.id, 'test');
    const other = await add(quick.url, 'letter.changed');
    await change(other.id, 'test');
    await using _worker = running({ ...open, timeout: 300 });
    await stateOf(other.id).toBe('delivered');
    await expect.poll(async () => (await newest(slow.id)).fault, waiting).toBe('timeout');
  });

  test('hears of what it asked for, and of nothing else', async () => {
    await using receiver = await startReceiver();
    const told = await add(receiver.url, 'letter.changed');
    const other = await add(receiver.url, 'organisation.approved');
    await closeLetter(ctx, { slug, confirm: slug, actor });
    expect(await newest(told.id)).toMatchObject({
      event: 'letter.changed',
      body: expect.stringContaining('letter.closed'),
    });
    expect(await listWebhookCalls(ctx, other.id)).toEqual([]);
  });

  test('hears of figures when they are not the ones it was told last, once', async () => {
    const { id } = await add('https://hooks.example.org/', 'figures.changed');
    expect(await tellFigures(ctx)).toEqual({ told: 1 });
    expect(await tellFigures(ctx)).toEqual({ told: 0 });
    expect(JSON.parse((await newest(id)).body).data).toEqual({
      signatures: 0,
      countries: 0,
      endorsements: 0,
    });
  });

  test('hears nothing while it is paused, and what waits is given up when it is removed', async () => {
    const { id } = await add('https://hooks.example.org/', 'figures.changed', 'letter.changed');
    await change(id, 'pause');
    expect(await tellFigures(ctx)).toEqual({ told: 0 });
    await change(id, 'test');
    await change(id, 'remove');
    expect(await newest(id)).toMatchObject({ state: 'given-up', fault: 'removed' });
    expect(await listWebhooks(ctx, letterId)).toEqual([]);
  });

  test('that fails for three days is paused, and the log says so', async () => {
    await using receiver = await startReceiver({ status: 500 });
    const { id } = await add(receiver.url, 'letter.changed');
    await ctx.db
      .updateTable('webhooks')
      .set({ failing_since: new Date(Date.now() - 73 * 3_600_000) })
      .execute();
    await change(id, 'test');
    await using _worker = running();
    await expect
      .poll(async () => (await listWebhooks(ctx, letterId))[0]?.pausedAt, waiting)
      .not.toBeNull();
    const entry = await ctx.db
      .selectFrom('audit_entries')
      .select('actor_kind')
      .where('action', '=', 'webhook.paused')
      .where('object_id', '=', id)
      .executeTakeFirst();
    expect(entry).toEqual({ actor_kind: 'system' });
  });

  test('is told again what a killed worker held, with the same id', async () => {
    await using receiver = await startReceiver();
    const { id } = await add(receiver.url, 'letter.changed');
    await change(id, 'test');
    await ctx.db
      .updateTable('webhook_calls')
      .set({ state: 'leased', lease_until: new Date(0), attempts: 1 })
      .execute();
    await using _worker = running();
    await stateOf(id).toBe('delivered');
    expect(receiver.calls).toHaveLength(1);
    expect(await newest(id)).toMatchObject({ attempts: 2 });
  });

  test('of two workers is told by one', async () => {
    await using receiver = await startReceiver();
    const hooks = await Promise.all(
      Array.from({ length: 20 }, () => add(receiver.url, 'letter.changed')),
    );
    await Promise.all(hooks.map(({ id }) => change(id, 'test')));
    await using _one = running();
    await using _two = running();
    for (const { id } of hooks) await stateOf(id).toBe('delivered');
    const ids = receiver.calls.map(({ headers }) => headers['idempotency-key']);
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
  });
});

describe('the private networks behind the server', () => {
  test.each([
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://[::1]:1/',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://172.16.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://0.0.0.0/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://2130706433/',
    'http://0x7f.1/',
  ])('are not reached by %s', async (url) => {
    const result = await postWebhook({ url, body: '{}', headers: {} });
    expect(result).toEqual({ status: null, fault: 'private-network' });
  });
});
