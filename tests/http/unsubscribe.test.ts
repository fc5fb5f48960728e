import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mayMail } from '~/domain/messages/may-mail.server';
import type { PersonalMessage } from '~/domain/messages/message';
import { remindUnconfirmed } from '~/domain/signatures/remind-unconfirmed.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { type Application, startApplication } from '../support/application';
import { createTestContext, type TestContext } from '../support/database';
import { createLetter, signForm, slug } from '../support/letter';
import { createVisitor } from '../support/visitor';

let test$: TestContext;
let app: Application;
let letterId: string;

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  const { dataDir, secretsFile } = test$.ctx.config;
  app = await startApplication(
    { DATABASE_URL: test$.connectionString, SECRETS_FILE: secretsFile },
    dataDir,
  );
});
afterAll(async () => {
  await app?.stop();
  await test$.drop();
});

/** Somebody who signed in Korean and was reminded; the link in the header of that mail. */
async function reminded(email: string): Promise<string> {
  const form = signForm({ email, updates: 'on' });
  await signLetter(test$.ctx, { slug, locale: 'ko', form });
  const earlier = new Date(Date.now() - 21 * 3_600_000);
  const { db } = test$.ctx;
  await db.updateTable('signatures').set({ signed_at: earlier }).execute();
  await db.updateTable('tokens').set({ created_at: earlier }).execute();
  const hold = { ...test$.ctx, keyring: keepingTokens(test$.ctx.keyring) };
  await remindUnconfirmed(hold);
  const token = tokens.get(email);
  if (!token) throw new Error('no reminder was written');
  return `/unsubscribe/${token}`;
}

const tokens = new Map<string, string>();

/** The running worker takes mails out of the outbox, so they are read when they are sealed. */
function keepingTokens(keyring: TestContext['ctx']['keyring']): TestContext['ctx']['keyring'] {
  return {
    ...keyring,
    seal(value, context) {
      const { kind, to, props } = value as PersonalMessage;
      if (kind === 'confirm-reminder') tokens.set(to, props.unsubscribeToken);
      return keyring.seal(value, context);
    },
  };
}

function mayRemind(email: string): Promise<boolean> {
  const { db } = test$.ctx;
  return db
    .transaction()
    .execute((trx) => mayMail(test$.ctx, trx, { kind: 'confirm-reminder', to: email, letterId }));
}

/** A program without a browser; `fetch` would add headers of its own. */
function post(path: string, headers: Record<string, string>, body: string) {
  return new Promise<{ status: number; location: string | undefined; text: string }>(
    (resolve, reject) => {
      const url = new URL(path, app.origin);
      const call = request(url, { method: 'POST', headers }, (response) => {
        let text = '';
        response.on('data', (part) => {
          text += part;
        });
        response.on('end', () => {
          const { location } = response.headers;
          resolve({ status: response.statusCode ?? 0, location, text });
        });
      });
      call.once('error', reject);
      call.end(body);
    },
  );
}

const oneClick = 'List-Unsubscribe=One-Click';
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

describe('a mail program', () => {
  const boundary = 'b';
  const multipart = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="List-Unsubscribe"',
    '',
    'One-Click',
    `--${boundary}--`,
    '',
  ].join('\r\n');
  test.each([
    ['without any header of a browser', form, oneClick],
    ['as multipart', { 'Content-Type': `multipart/form-data; boundary=${boundary}` }, multipart],
    [
      'from a page of its provider',
      { ...form, Origin: 'https://mail.example', 'Sec-Fetch-Site': 'cross-site' },
      oneClick,
    ],
    ['from a page without an origin', { ...form, Origin: 'null' }, oneClick],
    ['with a cookie of somebody', { ...form, Cookie: '__Host-organiser=x' }, oneClick],
  ])('%s ends the reminders with one request', async (what, headers, body) => {
    const email = `${what.replaceAll(/\W/g, '')}@people.example`;
    const path = await reminded(email);
    expect(await mayRemind(email)).toBe(true);
    for (let again = 0; again < 2; again += 1) {
      expect(await post(path, headers, body)).toMatchObject({ status: 200, location: undefined });
      expect(await mayRemind(email)).toBe(false);
    }
    const row = await test$.ctx.db
      .selectFrom('suppressions')
      .select(['reason', 'letter_id'])
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ reason: 'unsubscribed', letter_id: letterId });
  });

  test('gets no further than that with the headers of another site', async () => {
    const path = await reminded('further@people.example');
    const foreign = { ...form, Origin: 'https://mail.example', 'Sec-Fetch-Site': 'cross-site' };
    const token = path.slice('/unsubscribe/'.length);
    for (const other of [
      `/my-signature/${token}`,
      `/not-me/${token}`,
      `/unsubscribe/${token}/..%2F..%2Forganise%2Fsign-out`,
      `/x/unsubscribe/${token}`,
      '/unsubscribe',
      '/organise/sign-out',
    ]) {
      const { status } = await post(other, foreign, oneClick);
      expect([403, 404, 405], other).toContain(status);
    }
    const data = `${path}?_data=${encodeURIComponent('routes/organise.sign-out')}`;
    expect((await post(data, foreign, oneClick)).status).toBeGreaterThanOrEqual(400);
    expect(await mayRemind('further@people.example')).toBe(true);
  });

  test('with an invented token changes nothing', async () => {
    const before = await test$.ctx.db
      .selectFrom('suppressions')
      .selectAll()
      .orderBy('id')
      .execute();
    expect(await post('/unsubscribe/invented', form, oneClick)).toMatchObject({ status: 404 });
    expect(
      await test$.ctx.db.selectFrom('suppressions').selectAll().orderBy('id').execute(),
    ).toEqual(before);
  });
});

describe('a reader', () => {
  test('opens the page in the language of the signature, and only the button does anything', async () => {
    const email = 'reader@people.example';
    const path = await reminded(email);
    const visitor = createVisitor(app.origin);
    const page = await visitor.get(path);
    expect(page.status).toBe(200);
    expect(page.html).toContain('<html lang="ko"');
    expect(page.text).toContain('알림과 소식 받지 않기');
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    expect(page.headers.get('X-Robots-Tag')).toBe('noindex');
    await fetch(new URL(path, app.origin), { method: 'HEAD' });
    expect(await mayRemind(email)).toBe(true);
    const done = await visitor.pressButton(page);
    expect(done).toMatchObject({ status: 200, location: null });
    expect(done.text).toContain('수신 거부가 처리되었습니다');
    expect(await mayRemind(email)).toBe(false);
  });

  test.each([
    ['/en', 'Stop reminders and news'],
    ['/uk', 'Не надсилати нагадувань і новин'],
  ])('may change the language to %s', async (prefix, words) => {
    const path = await reminded(`in${prefix.slice(1)}@people.example`);
    const visitor = createVisitor(app.origin);
    const page = await visitor.get(path);
    expect(page.html).toContain(`href="${prefix}${path}"`);
    const translated = await visitor.get(`${prefix}${path}`);
    expect(translated.text).toContain(words);
    expect((await visitor.pressButton(translated)).status).toBe(200);
    expect(await mayRemind(`in${prefix.slice(1)}@people.example`)).toBe(false);
  });
});
