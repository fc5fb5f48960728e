import type { ActionFunction, LoaderFunction } from '@remix-run/node';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { readSession } from '~/domain/organisers/read-session.server';
import { ownDeskPath } from '~/http/own-path.server';
import * as confirmPage from '~/routes/organise.confirm-identity';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, deskRequest, loadContext, openSession } from '../support/desk';
import { ageFactors, codeOf, type Entered, enrol, forgetCodes } from '../support/enrolled';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';

type RouteModule = { loader?: LoaderFunction; action?: ActionFunction };
const modules = import.meta.glob<RouteModule>('../../app/routes/organise*.{ts,tsx}', {
  eager: true,
});

let test$: TestContext;
let ctx: Context;
let owner: Entered & { secret: string };
const letter = `/organise/letters/${slug}`;

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  await createLetter(ctx);
});
afterAll(() => test$.drop());
beforeEach(async () => {
  await ctx.db.deleteFrom('organisers').execute();
  await ctx.db.deleteFrom('limit_counters').execute();
  owner = await enrol(ctx, 'min-seo@desk.example');
});

function part(route: string, kind: 'loader' | 'action'): LoaderFunction {
  const [, module] =
    Object.entries(modules).find(([file]) => /routes\/(.*)\.tsx?$/.exec(file)?.[1] === route) ?? [];
  const found = module?.[kind];
  if (!found) throw new Error(`no ${kind} in ${route}`);
  return found;
}

function call(
  route: string,
  path: string,
  fields?: Record<string, string>,
  sessionId = owner.sessionId,
) {
  const run = part(route, fields ? 'action' : 'loader');
  const id = /[0-9a-f-]{36}/.exec(path)?.[0];
  const request = deskRequest(path, sessionId, fields);
  return answerOf(() => run({ request, params: { slug, id }, context: loadContext(ctx) }));
}

const someId = '00000000-0000-4000-8000-000000000000';
const sensitive: [string, string, Record<string, string>][] = [
  ['team', '/team', { intent: 'give', email: 'a@b.example', role: 'editor' }],
  ['closing', '/closing', { intent: 'close', confirm: slug }],
  ['deliveries_.$id', `/deliveries/${someId}`, { intent: 'send', confirm: 'x' }],
  ['deliveries_.$id', `/deliveries/${someId}`, { intent: 'resend', confirm: 'x' }],
  ['exports_.new', '/exports/new', { export: 'signatures/full' }],
  ['exports_.download', '/exports/download', { export: 'signatures/full' }],
  ['exports_.download', '/exports/download', { what: 'endorsements', preset: 'full' }],
  ['invalidations_.$id', `/invalidations/${someId}`, { intent: 'start', confirm: '5' }],
  ['signatures_.$id', `/signatures/${someId}`, { intent: 'show' }],
  [
    'signatures_.selections.$id',
    `/signatures/selections/${someId}`,
    { intent: 'start', action: 'hide' },
  ],
].map(([route, path, fields]) => [
  `organise.letters.$slug.${route}`,
  letter + path,
  fields as Record<string, string>,
]);
const ownFactors: [string, string, Record<string, string>][] = [
  ['organise.account_.passphrase', '/organise/account/passphrase', { passphrase: 'x' }],
  ['organise.account_.authenticator', '/organise/account/authenticator', { intent: 'remove' }],
  ['organise.account_.passkeys', '/organise/account/passkeys', { intent: 'remove', id: someId }],
  ['organise.account_.codes', '/organise/account/codes', { offer: 'x' }],
];
const asks = (path: string) => `/organise/confirm-identity?back=${encodeURIComponent(path)}`;

describe('an act with consequences', () => {
  test.each([...sensitive, ...ownFactors])(
    '%s asks again after ten minutes, and does nothing before',
    async (route, path, fields) => {
      const audit = () => ctx.db.selectFrom('audit_entries').select('id').execute();
      await ageFactors(ctx, 11);
      const before = (await audit()).length;
      const answer = await call(route, path, fields);
      expect([answer.status, answer.headers.get('Location')]).toEqual([307, asks(path)]);
      expect((await audit()).length).toBe(before);
      await ageFactors(ctx, 9);
      const recent = await call(route, path, fields);
      await recent.body?.cancel();
      expect(recent.headers.get('Location') ?? '').not.toContain('confirm-identity');
    },
  );

  test.each(ownFactors)('%s asks before the page is filled in', async (route, path) => {
    await ageFactors(ctx, 11);
    const answer = await call(route, path);
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, asks(path)]);
  });

  test.each(sensitive)(
    '%s asks nothing of a trial without second factor',
    async (route, path, fields) => {
      const sessionId = await openSession(ctx, 'owner');
      const answer = await call(route, path, fields, sessionId);
      await answer.body?.cancel();
      expect(answer.headers.get('Location') ?? '').not.toContain('confirm-identity');
    },
  );
});

describe('the page that asks', () => {
  const back = `${letter}/team?from=here`;
  const pages = () => servePages(ctx, { 'organise/confirm-identity': confirmPage });
  const send = (entries: [string, string][], to = back) =>
    pages()(asks(to), {
      method: 'POST',
      headers: { Cookie: `undersigned=${owner.sessionId}` },
      body: new URLSearchParams(entries),
    });
  const typed: [string, string][] = [
    ['email', 'a"<b>@mail.example'],
    ['number', '1'],
    ['number', '2'],
    ['note', 'first line\r\nsecond line'],
    ['intent', 'give'],
  ];
  const hidden = (html: string) =>
    [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']): [string, string] => [
        name,
        value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
      ],
    );

  test('carries all that was typed, through a wrong code too, and sends it back by 307', async () => {
    await ageFactors(ctx, 11);
    const first = await send(typed);
    expect(first.status).toBe(200);
    let form = hidden(await first.text());
    for (const entry of typed) expect(form).toContainEqual(entry);
    const wrong = await send([...form, ['factor.code', '000000']]);
    expect(wrong.status).toBe(422);
    form = hidden(await wrong.text());
    for (const entry of typed) expect(form).toContainEqual(entry);
    const right = await send([...form, ['factor.code', codeOf(owner.secret)]]);
    expect([right.status, right.headers.get('Location')]).toEqual([307, back]);
    const sessionId = /undersigned=([^;]+)/.exec(right.headers.get('Set-Cookie') ?? '')?.[1] ?? '';
    expect(await readSession(ctx, { sessionId })).toMatchObject({ factorRecent: true });
    expect(await readSession(ctx, owner)).toBeNull();
  });

  test('goes back by 303 where there was no form', async () => {
    await ageFactors(ctx, 11);
    const answer = await send([
      ['factor.for', 'page'],
      ['factor.code', codeOf(owner.secret)],
    ]);
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, back]);
  });

  test('never leads to another place than the desk', async () => {
    for (const evil of [
      'https://evil.example/organise',
      '//evil.example/organise',
      '/\\evil.example',
      '/organise/..//evil.example',
      '/organise\\..\\..\\',
      '/organise/../letters/x',
      '/organised',
      'javascript:alert(1)',
      '/organise/\tx',
      '/%2f%2fevil.example',
      '',
    ]) {
      expect(ownDeskPath(evil), evil).toBe('/organise');
    }
    expect(ownDeskPath(back)).toBe(back);
    await ageFactors(ctx, 11);
    await forgetCodes(ctx);
    const to = 'https://evil.example/organise';
    const proof: [string, string] = ['factor.code', codeOf(owner.secret)];
    const answer = await send([['factor.for', 'form'], proof], to);
    expect(answer.headers.get('Location')).toBe('/organise');
  });

  test('is not for strangers', async () => {
    const answer = await pages()(asks(back), { method: 'POST', body: new URLSearchParams(typed) });
    expect(answer.headers.get('Location')).toBe('/organise/sign-in');
  });
});
