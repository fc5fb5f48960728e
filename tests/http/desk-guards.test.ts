import type { ActionFunction, LoaderFunction } from '@remix-run/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, deskRequest, loadContext, openSession } from '../support/desk';
import { createLetter, slug } from '../support/letter';

type RouteModule = { loader?: LoaderFunction; action?: ActionFunction };
const modules = import.meta.glob<RouteModule>('../../app/routes/organise*.{ts,tsx}', {
  eager: true,
});
const inFrontOfTheDoor = /organise(\.sign-in|\.sign-in_\.\$token|\.sign-out)?\.tsx$/;
const guarded = Object.entries(modules).filter(([file]) => !inFrontOfTheDoor.test(file));

let test$: TestContext;
let deliveryId: string;
const sessions = new Map<string, string>();

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
  for (const role of ['owner', 'translator', 'moderator'] as const) {
    sessions.set(role, await openSession(test$.ctx, role));
  }
  const prepared = await prepareDelivery(test$.ctx, {
    slug,
    target: 'embassy',
    actor: { kind: 'operator' },
  });
  if (!prepared.ok) throw new Error(prepared.reason);
  deliveryId = prepared.deliveryId;
});
afterAll(() => test$.drop());

function call(
  routeFunction: LoaderFunction | ActionFunction,
  role: string | null,
  options: { slug?: string; id?: string; fields?: Record<string, string> } = {},
): Promise<Response> {
  const sessionId = role ? (sessions.get(role) ?? null) : null;
  const params = { slug: options.slug ?? slug, id: options.id ?? deliveryId };
  const request = deskRequest('/organise/anywhere', sessionId, options.fields);
  return answerOf(() => routeFunction({ request, params, context: loadContext(test$.ctx) }));
}

function route(name: string): Required<RouteModule> {
  const found = guarded.find(([file]) => file.includes(`/organise.letters.$slug.${name}.ts`));
  if (!found) throw new Error(`no route ${name}`);
  return found[1] as Required<RouteModule>;
}

async function countRows(): Promise<number[]> {
  const { db } = test$.ctx;
  const tables = ['audit_entries', 'deliveries', 'delivery_events', 'messages'] as const;
  return Promise.all(
    tables.map(async (table) => (await db.selectFrom(table).select('id').execute()).length),
  );
}

test('every page behind the sign-in is among those checked here', () => {
  expect(guarded.length).toBe(14);
});

describe.each(guarded)('%s', (_file, { loader, action }) => {
  test('tells a stranger nothing, also when it is asked alone', async () => {
    const answer = await call(loader as LoaderFunction, null);
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/organise/sign-in']);
  });

  test('does nothing for a stranger', async () => {
    if (!action) return;
    const before = await countRows();
    const answer = await call(action, null, { fields: { intent: 'send', target: 'embassy' } });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/organise/sign-in']);
    expect(await countRows()).toEqual(before);
  });

  test('refuses a translator whatever would change something', async () => {
    if (!action) return;
    const before = await countRows();
    const answer = await call(action, 'translator', { fields: { export: 'signatures/public' } });
    expect(answer.status).toBe(403);
    expect(await countRows()).toEqual(before);
  });

  test('shows an owner its page and lets no cache keep it', async () => {
    const answer = await call(loader as LoaderFunction, 'owner');
    expect([200, 303]).toContain(answer.status);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    await answer.arrayBuffer();
  });
});

describe('what belongs to another letter is not found', () => {
  const elsewhere = { slug: 'another-letter' };

  test('a delivery, its papers, and sending it', async () => {
    for (const name of ['deliveries_.$id', 'deliveries_.$id_.pdf', 'deliveries_.$id_.eml']) {
      expect((await call(route(name).loader, 'owner', elsewhere)).status).toBe(404);
      expect((await call(route(name).loader, 'owner', { id: 'x' })).status).toBe(404);
    }
    const fields = { intent: 'send', confirm: 'anybody' };
    const { action } = route('deliveries_.$id');
    expect((await call(action, 'owner', { ...elsewhere, fields })).status).toBe(404);
    expect((await call(action, 'owner', { fields })).status).toBe(422);
  });

  test('everything of a letter that does not exist', async () => {
    const nowhere = { slug: 'no-letter' };
    for (const name of ['_index', 'signatures', 'endorsements', 'deliveries', 'exports', 'audit']) {
      expect((await call(route(name).loader, 'owner', nowhere)).status).toBe(404);
    }
    const target = { ...nowhere, fields: { target: 'embassy' } };
    expect((await call(route('deliveries_.new').action, 'owner', target)).status).toBe(404);
    const what = { ...nowhere, fields: { export: 'signatures/public' } };
    expect((await call(route('exports_.download').action, 'owner', what)).status).toBe(404);
  });
});

test('a moderator gets the public list and not the addresses', async () => {
  const download = (what: string) =>
    call(route('exports_.download').action, 'moderator', { fields: { export: what } });
  const given = await download('signatures/public');
  expect(given.status).toBe(200);
  expect(given.headers.get('Content-Disposition')).toMatch(/^attachment; filename="a-letter-/);
  expect(Buffer.from(await given.arrayBuffer()).toString()).toMatch(/^\ufeffnumber,name,/);
  for (const what of ['signatures/full', 'signatures/letter', 'endorsements/full']) {
    expect((await download(what)).status).toBe(403);
  }
});

test('a wrong name sends nothing, and what was typed is still there', async () => {
  const before = await countRows();
  const fields = { intent: 'send', confirm: 'the Ambassador of another country' };
  const answer = await call(route('deliveries_.$id').action, 'owner', { fields });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    typed: fields.confirm,
    refusal: { title: 'Nothing was sent', fieldId: 'confirm' },
  });
  expect(await countRows()).toEqual(before);
});
