import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LimitPolicy, limitPolicies } from '~/domain/protection/limit-policy';
import { networkHash } from '~/domain/protection/origin-index.server';
import { type Application, startApplication } from '../support/application';
import { launchBrowser } from '../support/browser';
import { createTestContext, type TestContext } from '../support/database';
import { createVisitor, type Page } from '../support/visitor';

const letter = '/letters/refuge-for-captured-soldiers';
const network = '203.0.113.9';
const fields = { name: 'Typed “Name”', visibility: 'letter', affiliation: 'Typed affiliation' };
let test$: TestContext;
let app: Application;
let browser: Browser;

beforeAll(async () => {
  test$ = await createTestContext();
  // The same database and secrets: the test sees, and sets, what the application counts.
  const environment = { DATABASE_URL: test$.connectionString, TRUSTED_PROXIES: '127.0.0.0/8,::1' };
  app = await startApplication(environment, test$.ctx.config.dataDir);
  browser = await launchBrowser();
});
beforeEach(async () => {
  await test$.ctx.db.deleteFrom('limit_counters').execute();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await test$?.drop();
});

async function useUp(...policies: LimitPolicy[]) {
  const values = policies.map((policy) => ({
    policy,
    key: networkHash(test$.ctx, network),
    count: limitPolicies[policy].points,
    window_ends_at: new Date(Date.now() + limitPolicies[policy].window),
  }));
  await test$.ctx.db.insertInto('limit_counters').values(values).execute();
}

async function send(path: string, sent: Record<string, string>, prefix = ''): Promise<Response> {
  return fetch(`${app.origin}${prefix}${letter}/${path}`, {
    method: 'POST',
    body: new URLSearchParams(sent),
    headers: { 'X-Forwarded-For': network },
    redirect: 'manual',
  });
}

async function asPage(response: Response): Promise<Page> {
  const html = await response.text();
  const { status, headers } = response;
  return { status, headers, html, url: response.url, location: null, text: html };
}

function hiddenFields(html: string): Record<string, string> {
  const inputs = html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return Object.fromEntries([...inputs].map(([, name, value]) => [name, value]));
}

async function states(): Promise<string[]> {
  const rows = await test$.ctx.db
    .selectFrom('signatures')
    .innerJoin('signature_origins', 'signature_id', 'id')
    .select(['state', 'flags', 'hold'])
    .where('signature_origins.network_hash', '=', networkHash(test$.ctx, network))
    .orderBy('number')
    .execute();
  return rows.map(({ state, flags, hold }) => `${state} ${flags.join(',')} ${hold}`);
}

describe('a signer in a busy network', () => {
  test.each(['', '/ko', '/uk'])(
    'without JavaScript goes on by a button, and is told that somebody looks (%s)',
    async (prefix) => {
      await useUp('sign-plain');
      const email = `plain${prefix.slice(1)}@people.example`;
      const asked = await asPage(await send('sign', { ...fields, email }, prefix));
      expect(asked.status).toBe(422);
      expect(asked.headers.get('cache-control')).toBe('no-store');
      expect(asked.html).toContain('value="Typed “Name”"');
      expect(asked.html).toContain('value="Typed affiliation"');
      const pressed = { ...hiddenFields(asked.html), without_proof: 'yes' };
      expect((await send('sign', pressed, prefix)).status).toBe(303);
      const visitor = createVisitor(app.origin);
      const { code } = await app.mailTo(email);
      const confirmed = await visitor.post(`${prefix}${letter}/confirm-code`, {
        email,
        code: code ?? '',
      });
      const thanks = await visitor.get(confirmed.location ?? '');
      expect(thanks.text).toMatch(/An organiser looks|살펴본 뒤|організатор/i);
      const { db } = test$.ctx;
      const held = await db.selectFrom('signatures').select('flags').where('state', '=', 'held');
      expect((await held.execute()).every(({ flags }) => flags.includes('no-proof'))).toBe(true);
    },
  );

  test('with JavaScript signs by waiting a moment, plainly', async () => {
    await useUp('sign-plain');
    const options = { extraHTTPHeaders: { 'X-Forwarded-For': network } };
    const page = await browser.newPage(options);
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${app.origin}${letter}/sign`);
    await page.fill('#sign-name', '김민서');
    await page.fill('#sign-email', 'script@people.example');
    await page.check('input[name=visibility][value=letter]');
    await page.click('#sign button[type=submit]');
    await page.waitForURL(/\/check-mail$/, { timeout: 60_000 });
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await page.close();
    expect((await states()).at(-1)).toMatch(/^pending (fast)? ?false$/);
  });

  test('is asked to wait only when nobody could read so fast, and loses nothing', async () => {
    await useUp('sign-plain', 'sign-unflagged', 'sign-counted', 'sign-taken');
    const before = await states();
    const refused = await asPage(await send('sign', { ...fields, email: 'late@people.example' }));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500);
    expect(refused.html).toContain('value="Typed “Name”"');
    expect(refused.html).toContain('10 minutes');
    expect(await states()).toEqual(before);
  });

  test('cannot try codes without end', async () => {
    await useUp('confirm-code');
    const answer = await send('confirm-code', { email: 'late@people.example', code: '123456' });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(800);
  });

  test('cannot have mails sent without end', async () => {
    await useUp('resend');
    const answer = await send('check-mail', { intent: 'resend', email: 'late@people.example' });
    expect(answer.headers.get('location')).toMatch(/again=too-many$/);
  });
});

test('a browser that fills in what nobody sees is told so, and nothing is stored or lost', async () => {
  const before = await states();
  const sent = { ...fields, email: 'filled@people.example', website_url: 'https://x.example' };
  const refused = await asPage(await send('sign', sent));
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('Some browsers'.toLowerCase());
  expect(refused.html).toContain('value="Typed “Name”"');
  expect(refused.html).not.toContain('https://x.example');
  expect(await states()).toEqual(before);
});

test('who signs from elsewhere says nothing by inventing hops', async () => {
  await useUp('sign-plain', 'sign-unflagged', 'sign-counted', 'sign-taken');
  const headers = { 'X-Forwarded-For': `198.51.100.1, ${network}` };
  const body = new URLSearchParams({ ...fields, email: 'spoof@people.example' });
  const answer = await fetch(`${app.origin}${letter}/sign`, { method: 'POST', body, headers });
  expect(answer.status).toBe(429);
});
