import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { createAccessToken } from '~/domain/access/create-access-token.server';
import { revokeAccessToken } from '~/domain/access/revoke-access-token.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { limitPolicies } from '~/domain/protection/limit-policy';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { days } from '~/primitives/duration';
import * as letterRoute from '~/routes/api.v1.letters.$slug';
import * as deliveries from '~/routes/api.v1.letters.$slug_.deliveries';
import * as organisations from '~/routes/api.v1.letters.$slug_.organisations';
import * as signatories from '~/routes/api.v1.letters.$slug_.signatories';
import { action, loader as deskLoader } from '~/routes/organise.letters.$slug.access';
import { createTestContext } from '../support/database';
import { answerOf, deskRequest, loadContext, openSession } from '../support/desk';
import { createLetter, signForm, slug, waitingMails } from '../support/letter';

let ctx: Context;
let drop: () => Promise<void>;
let session: string;

const operator = { kind: 'operator' } as const;
const everything = ['figures', 'signatories', 'organisations', 'deliveries'] as const;

beforeAll(async () => {
  ({ ctx, drop } = await createTestContext());
  await createLetter(ctx);
  await createLetter(ctx, 'another-letter');
  session = await openSession(ctx, 'owner');
  for (const [name, visibility] of [
    ['Public Person', 'public'],
    ['Hidden Person', 'letter'],
  ] as const) {
    const email = `${visibility}@people.example`;
    const form = signForm({ name, email, visibility });
    await signLetter(ctx, { slug, form, locale: 'en' });
    const mail = (await waitingMails(ctx, 'confirm-signature')).find(({ to }) => to === email);
    await confirmToken(ctx, { token: mail?.props.confirmToken ?? '' });
  }
});
afterAll(() => drop());

async function makeToken(scopes: readonly (typeof everything)[number][], letter = slug) {
  const form = { id: randomUUID(), label: 'A site', scopes: [...scopes], lifetime: days(30) };
  const made = await createAccessToken(ctx, { slug: letter, form, actor: operator });
  if (!made.ok) throw new Error(made.reason);
  return { id: form.id, token: made.token };
}

type Route = { loader: typeof letterRoute.loader };

async function read(route: Route, token: string | null, letter = slug) {
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  const request = new Request(`http://letters.example/api/v1/letters/${letter}`, { headers });
  const params = { slug: letter };
  return answerOf(() => route.loader({ request, params, context: loadContext(ctx) }));
}

describe('a program with a token', () => {
  test('reads the letter, and the figures only with their scope', async () => {
    const all = await (await read(letterRoute, (await makeToken(everything)).token)).json();
    expect(all).toMatchObject({ slug, state: 'open', figures: { confirmed: 2, letterOnly: 1 } });
    const some = await (await read(letterRoute, (await makeToken(['deliveries'])).token)).json();
    expect(some).not.toHaveProperty('figures');
  });

  test('reads the names on the page and no other, and never an address', async () => {
    const answer = await read(signatories, (await makeToken(['signatories'])).token);
    const text = await answer.text();
    expect(JSON.parse(text).signatories).toHaveLength(1);
    expect(text).toContain('Public Person');
    expect(text).not.toContain('Hidden Person');
    expect(text).not.toContain('people.example');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  });

  test.each([
    ['signatories', signatories, 'figures'],
    ['organisations', organisations, 'signatories'],
    ['deliveries', deliveries, 'organisations'],
  ] as const)(
    'is refused %s without the scope, and told which it lacks',
    async (scope, route, has) => {
      const answer = await read(route, (await makeToken([has])).token);
      expect(answer.status).toBe(403);
      expect(answer.headers.get('WWW-Authenticate')).toContain(`scope="${scope}"`);
      expect((await read(route, (await makeToken([scope])).token)).status).toBe(200);
    },
  );

  test('of another letter learns nothing about this one', async () => {
    const { token } = await makeToken(everything, 'another-letter');
    expect((await read(letterRoute, token)).status).toBe(404);
    expect((await read(signatories, token)).status).toBe(404);
    expect((await read(letterRoute, token, 'no-letter')).status).toBe(404);
  });

  test('that was revoked, has expired or was invented is unknown', async () => {
    const revoked = await makeToken(everything);
    await revokeAccessToken(ctx, { slug, id: revoked.id, actor: operator });
    const expired = await makeToken(everything);
    await ctx.db
      .updateTable('access_tokens')
      .set({ expires_at: new Date(0) })
      .where('id', '=', expired.id)
      .execute();
    for (const token of [revoked.token, expired.token, `undersigned_${'x'.repeat(32)}`, null]) {
      const answer = await read(letterRoute, token);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer /);
    }
  });

  test('waits when it asks more often than it may, and no other token waits with it', async () => {
    const { token } = await makeToken(['figures']);
    const other = await makeToken(['figures']);
    expect((await read(letterRoute, token)).status).toBe(200);
    await ctx.db
      .updateTable('limit_counters')
      .set({ count: limitPolicies.access.points })
      .where('policy', '=', 'access')
      .execute();
    const answer = await read(letterRoute, token);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await read(letterRoute, other.token)).status).toBe(200);
  });
});

describe('an owner', () => {
  const params = { slug };

  async function send(fields: Record<string, string>) {
    const request = deskRequest(`/organise/letters/${slug}/access`, session, fields);
    return answerOf(() => action({ request, params, context: loadContext(ctx) }));
  }

  test('sees a new token once, and a form sent twice makes one', async () => {
    const form = {
      intent: 'create-token',
      id: randomUUID(),
      label: 'Newsroom',
      'scope-figures': 'yes',
      lifetime: '90',
    };
    const made = await (await send(form)).json();
    expect(made.shown).toMatchObject({
      kind: 'token',
      value: expect.stringMatching(/^undersigned_/),
    });
    const again = await send(form);
    expect(again.status).toBe(409);
    expect(await again.text()).not.toContain(made.shown.value);
    const request = deskRequest(`/organise/letters/${slug}/access`, session);
    const page = await deskLoader({ request, params, context: loadContext(ctx) });
    const text = await page.text();
    expect(text).toContain('Newsroom');
    expect(text).not.toContain(made.shown.value);
    expect((await read(letterRoute, made.shown.value)).status).toBe(200);
  });

  test.each([
    [{ label: '' }, 'token-label'],
    [{ 'scope-figures': '' }, 'token-scopes'],
    [{ lifetime: '3650' }, 'token-lifetime'],
  ])('who leaves something out keeps what was typed: %o', async (change, fieldId) => {
    const form = { intent: 'create-token', id: randomUUID(), label: 'Newsroom', lifetime: '90' };
    const answer = await send({ ...form, 'scope-figures': 'yes', ...change });
    expect(answer.status).toBe(422);
    const { refused } = await answer.json();
    expect(refused.refusal.fieldId).toBe(fieldId);
    expect(refused.typed).toMatchObject({ id: form.id });
  });

  test.each(['http://', 'ftp://example.org/', 'https://user:pass@example.org/', 'example.org'])(
    'cannot have %s called',
    async (url) => {
      const form = { intent: 'add-webhook', id: randomUUID(), label: 'A site', url };
      const answer = await send({ ...form, 'event-figures.changed': 'yes' });
      expect(answer.status).toBe(422);
      expect((await answer.json()).refused.refusal.fieldId).toBe('webhook-url');
    },
  );

  test('leaves who made a token and added a webhook in the audit log, and no secret', async () => {
    const form = { intent: 'add-webhook', id: randomUUID(), label: 'A site' };
    const url = 'https://hooks.example.org/a/secret-path';
    const added = await (await send({ ...form, url, 'event-letter.changed': 'yes' })).json();
    const entries = await ctx.db
      .selectFrom('audit_entries')
      .select(['action', 'details'])
      .where('action', 'in', ['access-token.created', 'webhook.added'])
      .execute();
    expect(entries.map(({ action: done }) => done)).toContain('webhook.added');
    const text = JSON.stringify(entries);
    expect(text).toContain('hooks.example.org');
    expect(text).not.toContain('secret-path');
    expect(text).not.toContain(added.shown.value);
  });
});
