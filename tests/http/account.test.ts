import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSession } from '~/domain/organisers/read-session.server';
import { action, loader } from '~/routes/organise.account';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, deskRequest, loadContext, openSession } from '../support/desk';

let test$: TestContext;

beforeAll(async () => {
  test$ = await createTestContext();
});
afterAll(() => test$.drop());

const page = '/organise/account';
const call = (part: typeof loader | typeof action, sessionId: string | null, post = false) =>
  answerOf(() =>
    part({
      request: deskRequest(page, sessionId, post ? {} : undefined),
      params: {},
      context: loadContext(test$.ctx),
    }),
  );
const lives = async (sessionId: string) => (await readSession(test$.ctx, { sessionId })) !== null;

test('an organiser sees where they are signed in, and ends what is not theirs any more', async () => {
  const lost = await openSession(test$.ctx, 'translator');
  const here = await openSession(test$.ctx, 'translator');
  const somebodyElse = await openSession(test$.ctx, 'auditor');
  const shown = await (await call(loader, here)).json();
  expect(shown.sessions.map(({ own }: { own: boolean }) => own).sort()).toEqual([false, true]);
  expect(JSON.stringify(shown)).not.toContain(here);
  const answer = await call(action, here, true);
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${page}?ended`]);
  expect([await lives(lost), await lives(here), await lives(somebodyElse)]).toEqual([
    false,
    true,
    true,
  ]);
});

test('a stranger sees no sessions and ends none', async () => {
  const here = await openSession(test$.ctx, 'editor');
  for (const answer of [await call(loader, null), await call(action, null, true)]) {
    expect(answer.headers.get('Location')).toBe('/organise/sign-in');
  }
  expect(await lives(here)).toBe(true);
});
