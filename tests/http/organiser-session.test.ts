import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { signOut } from '~/domain/organisers/sign-out.server';
import {
  clearOrganiserSession,
  commitOrganiserSession,
  readSessionId,
  requireOrganiser,
} from '~/http/organiser-session.server';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, deskRequest, loadContext, openSession } from '../support/desk';

let test$: TestContext;

beforeAll(async () => {
  test$ = await createTestContext();
});
afterAll(() => test$.drop());

function overTls(): Context {
  return { ...test$.ctx, publicUrl: 'https://letters.example' };
}

test('a stranger is sent to the sign-in page and told nothing else', async () => {
  const context = loadContext(test$.ctx);
  for (const sessionId of [null, 'x'.repeat(43), 'short', "x' or 1=1 --".padEnd(43, 'x')]) {
    const request = deskRequest('/organise', sessionId);
    const answer = await answerOf(() =>
      requireOrganiser({ request: request, context: context, params: {} }, 'read-letters'),
    );
    expect(answer.status).toBe(303);
    expect(answer.headers.get('Location')).toBe('/organise/sign-in');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  }
});

test('a translator may read letters and is refused the signatures', async () => {
  const context = loadContext(test$.ctx);
  const request = deskRequest('/organise', await openSession(test$.ctx, 'translator'));
  expect(
    await requireOrganiser({ request: request, context: context, params: {} }, 'read-letters'),
  ).toMatchObject({
    email: 'translator@desk.example',
    role: 'translator',
  });
  const refused = await answerOf(() =>
    requireOrganiser({ request: request, context: context, params: {} }, 'read-signatures'),
  );
  expect(refused.status).toBe(403);
  const either = requireOrganiser(
    { request: request, context: context, params: {} },
    'read-signatures',
    'read-letters',
  );
  expect((await either).role).toBe('translator');
});

test('a cookie copied before signing out is worth nothing afterwards', async () => {
  const context = loadContext(test$.ctx);
  const sessionId = await openSession(test$.ctx, 'owner');
  const request = deskRequest('/organise', sessionId);
  expect(
    (await requireOrganiser({ request: request, context: context, params: {} }, 'read-letters'))
      .role,
  ).toBe('owner');
  await signOut(test$.ctx, { sessionId });
  const answer = await answerOf(() =>
    requireOrganiser({ request: request, context: context, params: {} }, 'read-letters'),
  );
  expect(answer.status).toBe(303);
});

test('over TLS the cookie is bound to the host, and never readable by a script', () => {
  expect(commitOrganiserSession('abc', loadContext(overTls()))).toBe(
    '__Host-undersigned=abc; Path=/; HttpOnly; SameSite=Lax; Secure',
  );
  expect(clearOrganiserSession(loadContext(overTls()))).toBe(
    '__Host-undersigned=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0',
  );
  expect(commitOrganiserSession('abc', loadContext(test$.ctx))).toBe(
    'undersigned=abc; Path=/; HttpOnly; SameSite=Lax',
  );
});

test('over TLS a cookie without the host prefix is not believed', () => {
  const planted = deskRequest('/organise', 'x'.repeat(43));
  expect(readSessionId(planted, loadContext(overTls()))).toBeNull();
  expect(readSessionId(planted, loadContext(test$.ctx))).toBe('x'.repeat(43));
});
