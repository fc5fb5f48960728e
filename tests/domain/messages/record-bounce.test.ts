import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mayMail } from '~/domain/messages/may-mail.server';
import { recordBounce } from '~/domain/messages/record-bounce.server';
import { readReturnPath, returnPathOf } from '~/domain/messages/return-path.server';
import { createKeyring } from '~/primitives/keyring.server';
import { generateSecrets } from '~/primitives/secrets.server';
import { receiveBounce } from '~/server/receive-bounce.server';
import { queueDelivery, queueMail, readMessage } from '../../jobs/outbox-fixture';
import { outOfOffice, postfixReport, readReceipt } from '../../support/bounce-reports';
import { createTestContext, type TestContext } from '../../support/database';

let test$: TestContext;
const to = 'olena@mail.example';
const address = { local: 'bounces', domain: 'letters.example' };

beforeAll(async () => {
  test$ = await createTestContext({ BOUNCE_ADDRESS: 'bounces@letters.example' });
});
beforeEach(async () => {
  for (const table of ['bounces', 'messages', 'suppressions'] as const) {
    await test$.ctx.db.deleteFrom(table).execute();
  }
});
afterAll(() => test$.drop());

/** A mail that has left, and where reports on it come to. */
async function sentMail(): Promise<string> {
  const { id } = await readMessage(test$.ctx, await queueMail(test$.ctx, to));
  await test$.ctx.db
    .updateTable('messages')
    .set({ state: 'sent', sealed: null })
    .where('id', '=', id)
    .execute();
  return returnPathOf(test$.ctx.keyring, address, id);
}

function report(addressedTo: string, status: string, action: 'failed' | 'delayed' = 'failed') {
  const recipients = [{ action, status }];
  return recordBounce(test$.ctx, { addressedTo: [addressedTo], recipients });
}

function mayGetMail(): Promise<boolean> {
  const plan = { kind: 'endorsement-approved', to, letterId: null } as const;
  return test$.ctx.db.transaction().execute((trx) => mayMail(test$.ctx, trx, plan));
}

async function stored() {
  const { db } = test$.ctx;
  return {
    bounces: await db.selectFrom('bounces').selectAll().orderBy('id').execute(),
    suppressions: await db.selectFrom('suppressions').selectAll().orderBy('id').execute(),
  };
}

describe('a mailbox that is not there', () => {
  test.each(['5.1.1', '5.1.10', '5.2.1', '5.0.0'])(
    'is left alone for 90 days after one %s',
    async (status) => {
      expect(await report(await sentMail(), status)).toEqual({ ok: true, effect: 'suppressed' });
      expect(await mayGetMail()).toBe(false);
      const { suppressions } = await stored();
      expect(suppressions).toMatchObject([{ reason: 'bounced', detail: status, letter_id: null }]);
      const days = ((suppressions[0]?.expires_at?.getTime() ?? 0) - Date.now()) / 86_400_000;
      expect(days).toBeGreaterThan(89.9);
      expect(days).toBeLessThanOrEqual(90);
    },
  );

  test('takes the mails that still wait for it along', async () => {
    const path = await sentMail();
    const waiting = await queueMail(test$.ctx, to);
    const foreign = await queueMail(test$.ctx, 'other@mail.example');
    await report(path, '5.1.1');
    expect(await readMessage(test$.ctx, waiting)).toMatchObject({ state: 'dead', sealed: null });
    expect(await readMessage(test$.ctx, foreign)).toMatchObject({ state: 'queued' });
  });
});

describe('a mailbox with a passing trouble', () => {
  test.each(['4.2.2', '5.2.2', '5.7.1', '5.1.8'])(
    'is left alone after the third mail that came back with %s, not before',
    async (status) => {
      for (const effect of ['counted', 'counted', 'suppressed']) {
        expect(await mayGetMail()).toBe(true);
        expect(await report(await sentMail(), status)).toEqual({ ok: true, effect });
      }
      expect(await mayGetMail()).toBe(false);
    },
  );

  test('is counted once a mail, however often its server repeats itself', async () => {
    const path = await sentMail();
    await report(path, '4.4.1', 'delayed');
    for (let i = 0; i < 5; i += 1) {
      expect(await report(path, '4.4.1', 'delayed')).toEqual({ ok: true, effect: 'repeated' });
    }
    for (const status of ['4.4.7', '4.2.2', '5.7.1']) {
      expect(await report(path, status)).toEqual({ ok: true, effect: 'counted' });
    }
    expect(await mayGetMail()).toBe(true);
  });

  test('is forgiven after 72 hours', async () => {
    for (let i = 0; i < 2; i += 1) await report(await sentMail(), '4.2.2');
    await test$.ctx.db
      .updateTable('bounces')
      .set({ received_at: new Date(Date.now() - 73 * 3_600_000) })
      .execute();
    expect(await report(await sentMail(), '4.2.2')).toEqual({ ok: true, effect: 'counted' });
  });
});

describe('a forger', () => {
  test('who does not have the return path of a mail changes nothing', async () => {
    const path = await sentMail();
    const [, compact = '', seal = ''] = /\+(.+)\.(.+)@/.exec(path) ?? [];
    const foreign = createKeyring(generateSecrets());
    const { id } = await readMessage(test$.ctx, await queueMail(test$.ctx, to));
    const forged = [
      'bounces@letters.example',
      to,
      `bounces+${compact}@letters.example`,
      `bounces+${compact}.${'0'.repeat(16)}@letters.example`,
      `bounces+${compact}.${seal.slice(0, -1)}@letters.example`,
      `bounces+${'0'.repeat(26)}.${seal}@letters.example`,
      `bounces+${'v'.repeat(26)}.${seal}@letters.example`,
      `other+${compact}.${seal}@letters.example`,
      `bounces+${compact}.${seal}@evil.example`,
      returnPathOf(foreign, address, id),
      `${path}\n${path}`,
      '',
    ];
    for (const recipient of forged) {
      const answer = await report(recipient, '5.1.1');
      expect(answer, recipient).toEqual({ ok: false, reason: 'not-ours' });
    }
    expect(await stored()).toEqual({ bounces: [], suppressions: [] });
  });

  test('cannot use an answer on holiday or a receipt as a report', async () => {
    const path = await sentMail();
    for (const raw of [outOfOffice(path), readReceipt(path), Buffer.from('5.1.1')]) {
      const answer = await receiveBounce(test$.ctx, { source: chunked(raw), to: path });
      expect(answer).toEqual({ ok: false, reason: 'not-a-report' });
    }
    expect(await stored()).toEqual({ bounces: [], suppressions: [] });
  });

  test('learns nothing about a letter to an addressee', async () => {
    await queueDelivery(test$.ctx);
    const { id } = await test$.ctx.db
      .selectFrom('messages')
      .select('id')
      .where('delivery_id', 'is not', null)
      .executeTakeFirstOrThrow();
    const path = returnPathOf(test$.ctx.keyring, address, id);
    expect(await report(path, '5.1.1')).toEqual({ ok: false, reason: 'unknown-message' });
    await test$.ctx.db.deleteFrom('messages').execute();
    expect(await report(path, '5.1.1')).toEqual({ ok: false, reason: 'unknown-message' });
  });
});

test('a genuine report is found by the envelope or by its headers, in capitals too', async () => {
  const path = await sentMail();
  const raw = postfixReport({ to: `<${path.toUpperCase()}>` });
  const byHeader = await receiveBounce(test$.ctx, { source: chunked(raw), to: null });
  expect(byHeader).toEqual({ ok: true, effect: 'suppressed' });
  const byEnvelope = { source: chunked(postfixReport({ to: 'somewhere@else.example' })), to: path };
  expect(await receiveBounce(test$.ctx, byEnvelope)).toEqual({ ok: true, effect: 'repeated' });
  const misled = { source: chunked(raw), to: 'bounces@letters.example' };
  expect(await receiveBounce(test$.ctx, misled)).toEqual({ ok: false, reason: 'not-ours' });
});

test('a return path fits into every mail server and leads back to its mail', () => {
  const { keyring } = test$.ctx;
  const longest = { local: 'undersigned-bounces-', domain: 'letters.example' };
  const ids = [
    '00000000-0000-4000-8000-000000000000',
    'ffffffff-ffff-4fff-bfff-ffffffffffff',
    '0fedcba9-8765-4321-8123-456789abcdef',
  ];
  for (const id of ids) {
    const path = returnPathOf(keyring, longest, id);
    expect(path.split('@')[0]?.length).toBeLessThanOrEqual(64);
    expect(path).toMatch(/^[a-z0-9+.-]+@letters\.example$/);
    expect(readReturnPath(keyring, longest, path)).toBe(id);
  }
});

async function* chunked(raw: Buffer) {
  for (let at = 0; at < raw.length; at += 700) yield raw.subarray(at, at + 700);
}
