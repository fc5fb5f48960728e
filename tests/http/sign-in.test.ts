import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { readSession } from '~/domain/organisers/read-session.server';
import { action as secondFactor } from '~/routes/organise.second-factor';
import * as signInPage from '~/routes/organise.sign-in';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, deskRequest, loadContext } from '../support/desk';
import { codeOf, enrol, enrolWithPasskey, enter, passphrase } from '../support/enrolled';
import { waitingMails } from '../support/letter';
import { servePages } from '../support/pages';

let test$: TestContext;
let ctx: Context;
const email = 'min-seo@desk.example';
const path = '/organise/sign-in';

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
});
afterAll(() => test$.drop());
beforeEach(async () => {
  await ctx.db.deleteFrom('organisers').execute();
  await ctx.db.deleteFrom('limit_counters').execute();
  await ctx.db.deleteFrom('messages').execute();
});

function post(fields: Record<string, string>, network: string | null = '203.0.113.7') {
  const context = { ...loadContext(ctx), clientNetwork: network };
  const request = deskRequest(path, null, fields);
  return answerOf(() => signInPage.action({ request, params: {}, context }));
}
const trial = (typed: string, address = email) => ({ email: address, passphrase: typed });

function cookieOf(answer: Response, name: string): string {
  const found = answer.headers.getSetCookie().find((line) => line.startsWith(`${name}=`));
  return /=([^;]+)/.exec(found ?? '')?.[1] ?? '';
}

function secondHalf(stepId: string, fields: Record<string, string>, sessionId = '') {
  const request = deskRequest('/organise/second-factor', null, fields);
  request.headers.set('Cookie', `undersigned-step=${stepId}; undersigned=${sessionId}`);
  return answerOf(() => secondFactor({ request, params: {}, context: loadContext(ctx) }));
}

test('the old way in still works: an address alone is sent a link', async () => {
  await enter(ctx, email);
  const answer = await post({ email });
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${path}?sent`]);
  expect(await waitingMails(ctx, 'organiser-sign-in')).toHaveLength(1);
});

test('a passphrase and a code open a session under a new id, and end the one before', async () => {
  const here = await enrol(ctx, email);
  const first = await post(trial(passphrase));
  expect([first.status, first.headers.get('Location')]).toEqual([303, '/organise/second-factor']);
  expect(cookieOf(first, 'undersigned')).toBe('');
  const stepId = cookieOf(first, 'undersigned-step');
  const wrong = await secondHalf(stepId, { 'factor.code': '000000' });
  expect([wrong.status, cookieOf(wrong, 'undersigned')]).toEqual([422, '']);
  const right = { 'factor.code': codeOf(here.secret) };
  const second = await secondHalf(stepId, right, here.sessionId);
  expect([second.status, second.headers.get('Location')]).toEqual([303, '/organise']);
  const sessionId = cookieOf(second, 'undersigned');
  expect([stepId, here.sessionId]).not.toContain(sessionId);
  expect(await readSession(ctx, { sessionId })).toMatchObject({ email });
  expect(await readSession(ctx, { sessionId: here.sessionId })).toBeNull();
  expect(second.headers.getSetCookie().join()).toMatch(/undersigned-step=; .*Max-Age=0/);
});

test('the first half opens nothing, and a stranger has no second', async () => {
  await enrol(ctx, email);
  const stepId = cookieOf(await post(trial(passphrase)), 'undersigned-step');
  expect(await readSession(ctx, { sessionId: stepId })).toBeNull();
  for (const id of ['', 'x'.repeat(32)]) {
    const answer = await secondHalf(id, { 'factor.code': '123456' });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, path]);
  }
});

describe('nobody learns which address has an account', () => {
  test('by status, words or headers of the page', async () => {
    await enrol(ctx, email);
    await enrolWithPasskey(ctx, 'passkey-only@desk.example');
    await enter(ctx, 'unprotected@desk.example');
    const pages = servePages(ctx, { 'organise/sign-in': signInPage });
    const seen = await Promise.all(
      [email, 'passkey-only@desk.example', 'unprotected@desk.example', 'nobody@desk.example'].map(
        async (address) => {
          const body = new URLSearchParams({ ...trial('not my passphrase', address) });
          const answer = await pages(path, { method: 'POST', body });
          const html = (await answer.text())
            .replaceAll(address, 'address')
            .replaceAll(/(&quot;|\\")?challenge(&quot;|\\")?:(&quot;|\\")[\w-]+/g, 'challenge')
            .replaceAll(/[\w-]{40,}/g, 'random')
            .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'attempt');
          return { status: answer.status, headers: [...answer.headers], html };
        },
      ),
    );
    expect(seen[0]?.status).toBe(422);
    expect(seen[0]?.html).toContain('Address and passphrase do not fit together');
    for (const one of seen) expect(one).toEqual(seen[0]);
    expect(seen[0]?.html).not.toContain('not my passphrase');
  });

  test('by the clock: a wrong passphrase takes as long where there is none', async () => {
    await enrol(ctx, email);
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let round = 0; round < 4; round += 1) {
      for (const [who, address] of [
        ['known', email],
        ['unknown', 'nobody@desk.example'],
      ] as const) {
        const begun = performance.now();
        await post(trial('not my passphrase', address));
        times[who].push(performance.now() - begun);
      }
    }
    expect(Math.min(...times.known, ...times.unknown)).toBeGreaterThanOrEqual(299);
  });
});

describe('guessing', () => {
  const guess = (address: string, network: string | null) =>
    post(trial('a guess', address), network);

  test('ends after ten tries of an account from one network, known or not, and nowhere else', async () => {
    await enrol(ctx, email);
    for (const address of [email, 'nobody@desk.example']) {
      const answers: number[] = [];
      for (let n = 0; n < 11; n += 1) answers.push((await guess(address, '203.0.113.7')).status);
      expect(answers).toEqual([...Array(10).fill(422), 429]);
    }
    const locked = await post(trial(passphrase), '203.0.113.7');
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get('Retry-After'))).toBeGreaterThan(800);
    expect(await locked.json()).toMatchObject({ typed: email });
    expect((await post(trial(passphrase), '198.51.100.1')).status).toBe(303);
  });

  test('ends after fifty tries of one network, whatever the accounts', async () => {
    const all = Array.from({ length: 51 }, (_, n) => n);
    await ctx.db.deleteFrom('limit_counters').execute();
    const answers: number[] = [];
    for (const n of all) answers.push((await post({ email: `a${n}@desk.example` })).status);
    expect(answers).toEqual([...Array(50).fill(303), 429]);
    expect((await guess(email, '198.51.100.1')).status).toBe(422);
  });

  test('of codes ends after thirty for the account, from however many networks', async () => {
    const { secret, codes } = await enrol(ctx, email);
    const stepId = cookieOf(await post(trial(passphrase)), 'undersigned-step');
    const attempt = (fields: Record<string, string>, network: string) => {
      const request = deskRequest('/organise/second-factor', null, fields);
      request.headers.set('Cookie', `undersigned-step=${stepId}`);
      const context = { ...loadContext(ctx), clientNetwork: network };
      return answerOf(() => secondFactor({ request, params: {}, context }));
    };
    for (let n = 0; n < 30; n += 1) {
      const answer = await attempt({ 'factor.code': '000000' }, `198.51.100.${n}`);
      expect(answer.status).toBe(422);
    }
    const right = { 'factor.code': codeOf(secret) };
    expect((await attempt(right, '192.0.2.1')).status).toBe(429);
    const recovery = { 'factor.recoveryCode': codes[0] ?? '' };
    expect((await attempt(recovery, '192.0.2.1')).status).toBe(303);
  });

  test('is not looked at while its counters cannot be read, and the address stays typed', async () => {
    await enrol(ctx, email);
    const answer = await ctx.db.transaction().execute(async (trx) => {
      await sql`lock table limit_counters in access exclusive mode`.execute(trx);
      return post(trial(passphrase));
    });
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '10']);
    expect(await answer.json()).toMatchObject({ typed: email });
    expect(cookieOf(answer, 'undersigned-step')).toBe('');
  });
});
