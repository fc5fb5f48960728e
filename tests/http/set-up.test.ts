import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { readSession } from '~/domain/organisers/read-session.server';
import { tryMail } from '~/domain/organisers/try-mail.server';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, loadContext } from '../support/desk';
import { codeOf, enrol, enter, passphrase } from '../support/enrolled';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';

type RouteModule = { loader?: (args: never) => unknown; action?: (args: never) => unknown };
const modules = import.meta.glob<RouteModule>('../../app/routes/organise*.{ts,tsx}', {
  eager: true,
});
/** By the path of each: `organise.account_.codes` is `organise/account/codes`. */
const pagesOnly = Object.entries(modules).filter(([file]) => !file.endsWith('/organise.tsx'));
const routes = Object.fromEntries(
  pagesOnly.map(([file, module]) => [
    (/routes\/(.*)\.tsx?$/.exec(file)?.[1] ?? '')
      .replaceAll(/_?\.(?![^[]*\])/g, '/')
      .replaceAll(/\[|\]/g, '')
      .replace(/\/_index$/, '')
      .replaceAll('$', ':'),
    module,
  ]),
);

let test$: TestContext;
let ctx: Context;
const email = 'min-seo@desk.example';

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  await createLetter(ctx);
});
afterAll(() => test$.drop());
beforeEach(async () => {
  await ctx.db.deleteFrom('organisers').execute();
});

const inProduction = () => ({ ...ctx, config: { ...ctx.config, production: true } });

/** Somebody without JavaScript who keeps the session's cookie. */
function visitor(site: Context, sessionId: string) {
  const pages = servePages(site, routes);
  let cookie = `undersigned=${sessionId}`;
  return {
    cookie: () => cookie.slice('undersigned='.length),
    async open(path: string, fields?: Record<string, string>) {
      const body = fields && new URLSearchParams(fields);
      const init = { method: fields ? 'POST' : 'GET', headers: { Cookie: cookie }, body };
      const answer = await pages(path, init);
      const renewed = /undersigned=[^;]+/.exec(answer.headers.get('Set-Cookie') ?? '')?.[0];
      if (renewed) cookie = renewed;
      const html = await answer.text();
      return { status: answer.status, location: answer.headers.get('Location'), html };
    },
  };
}

function offerIn(html: string): string {
  return /name="offer" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

test('from the first link to the desk without JavaScript: passphrase, app, codes, and what is configured', async () => {
  const { sessionId } = await enter(ctx, email);
  const person = visitor(inProduction(), sessionId);
  expect(await person.open('/organise')).toMatchObject({
    status: 303,
    location: '/organise/set-up',
  });
  const hub = await person.open('/organise/set-up');
  expect(hub.html).toContain('Choose a passphrase');
  expect(hub.html).not.toContain('Skip this');
  const weak = await person.open('/organise/account/passphrase', { passphrase: 'Password2026!' });
  expect(weak.status).toBe(422);
  expect(weak.html).not.toContain('Password2026!');
  const set = await person.open('/organise/account/passphrase', { passphrase });
  expect(set).toMatchObject({ status: 303, location: '/organise/account/authenticator' });
  const app = await person.open('/organise/account/authenticator');
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(app.html)?.[1]?.replaceAll(' ', '') ?? '';
  expect(app.html).toContain('<svg role="img"');
  const sent = { offer: offerIn(app.html), code: '000000' };
  const mistyped = await person.open('/organise/account/authenticator', sent);
  expect(mistyped.status).toBe(422);
  expect(mistyped.html.replaceAll(' ', '')).toContain(secret);
  const again = { offer: offerIn(mistyped.html), code: codeOf(secret) };
  const connected = await person.open('/organise/account/authenticator', again);
  expect(connected).toMatchObject({ status: 303, location: '/organise/account/codes' });
  expect((await person.open('/organise')).location).toBe('/organise/set-up');
  const codes = await person.open('/organise/account/codes');
  expect(codes.html.match(/<li><code>(\w{4}-){5}\w{4}<\/code>/g)).toHaveLength(10);
  expect(codes.html).toMatch(/<a href="data:text\/plain[^"]*" download="recovery-codes-/);
  const kept = await person.open('/organise/account/codes', { offer: offerIn(codes.html) });
  expect(kept).toMatchObject({ status: 303, location: '/organise/set-up/installation' });
  const site = await person.open('/organise/set-up/installation');
  expect(site.html).toContain('http://letters.example');
  expect((await person.open('/organise')).status).toBe(200);
  const account = await person.open('/organise/account');
  expect(account.html).toMatch(/10.{0,10} left/);
  expect(account.html).not.toContain('Protect your account');
  expect(await readSession(ctx, { sessionId })).toBeNull();
  expect(await readSession(ctx, { sessionId: person.cookie() })).toMatchObject({ enrolled: true });
});

describe('in production whoever is not protected', () => {
  const free =
    /^organise(\/(set-up|sign-in|sign-out|second-factor|confirm-identity)(\/.*)?|\/account\/.+)?$/;
  const paths = Object.keys(routes).filter((path) => path === 'organise' || !free.test(path));

  test('sees no page of the desk but the set-up', async () => {
    expect(paths.length).toBeGreaterThan(25);
    const { sessionId } = await enter(ctx, email);
    const person = visitor(inProduction(), sessionId);
    for (const path of paths) {
      const at = `/${path.replace(':slug', slug).replaceAll(/:\w+/g, 'x')}`;
      for (const fields of [undefined, { intent: 'none' }]) {
        const module = routes[path];
        if (!(fields ? module?.action : module?.loader)) continue;
        const answer = await person.open(at, fields);
        expect([at, answer.status, answer.location]).toEqual([at, 303, '/organise/set-up']);
      }
    }
  });

  test('in a trial works on, and is told on every page', async () => {
    const { sessionId } = await enter(ctx, email);
    const person = visitor(ctx, sessionId);
    const desk = await person.open('/organise');
    expect(desk.status).toBe(200);
    expect(desk.html).toMatch(/class="desk-protect".*href="\/organise\/set-up"/);
    expect((await person.open('/organise/set-up')).html).toContain('Skip this for now');
  });
});

test('a stranger sees none of the pages about accounts', async () => {
  const person = visitor(ctx, 'x'.repeat(32));
  for (const path of Object.keys(routes)) {
    if (!/^organise\/(account|set-up|confirm-identity)/.test(path) || path.includes(':')) continue;
    for (const fields of [undefined, { passphrase, offer: 'x' }]) {
      if (!(fields ? routes[path]?.action : routes[path]?.loader)) continue;
      const answer = await person.open(`/${path}`, fields);
      expect([path, answer.status, answer.location]).toEqual([path, 303, '/organise/sign-in']);
    }
  }
});

test('only an owner of the installation looks at it and sends a test mail', async () => {
  for (const [role, status] of [
    ['owner', 200],
    ['editor', 403],
  ] as const) {
    const { sessionId } = await enrol(ctx, `${role}@desk.example`, role);
    const person = visitor(ctx, sessionId);
    expect((await person.open('/organise/set-up/installation')).status).toBe(status);
    expect((await person.open('/organise/set-up/mail')).status).toBe(status);
    expect((await person.open('/organise/set-up/mail', {})).status).toBe(status);
  }
});

test('the set-up link is the sign-in link by another name, and leads to the set-up', async () => {
  const loader = routes['organise/set-up/:token']?.loader as (args: object) => unknown;
  const answer = await answerOf(() =>
    loader({
      params: { token: 'T0k/en' },
      request: new Request('http://x/'),
      context: loadContext(ctx),
    }),
  );
  const location = answer.headers.get('Location');
  expect([answer.status, location]).toEqual([303, '/organise/sign-in/T0k%2Fen?then=set-up']);
});

test('ten test mails in an hour are enough', async () => {
  const { organiserId, actor } = await enter(ctx, email);
  const answers: boolean[] = [];
  for (let n = 0; n < 11; n += 1) {
    answers.push((await tryMail(ctx, { organiserId, email, actor })).ok);
  }
  expect(answers).toEqual([...Array(10).fill(true), false]);
});
