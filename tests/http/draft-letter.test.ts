import type { ActionFunction, LoaderFunction } from '@remix-run/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, loadContext } from '../support/desk';
import { createLetter, slug as openSlug } from '../support/letter';
import { beginLetter, newSlug } from '../support/new-letter';

type RouteModule = { loader?: LoaderFunction; action?: ActionFunction };
const modules = import.meta.glob<RouteModule>(
  [
    '../../app/routes/*letters.$slug*',
    '../../app/routes/share.$file.ts',
    '!**/organise.*',
    '!**/api.*',
  ],
  { eager: true },
);
const routes = Object.entries(modules).map(([file, module]) => ({
  name: file.replace('../../app/routes/', ''),
  module,
}));

let test$: TestContext;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await beginLetter(test$.ctx, ['en', 'ko']);
});
afterAll(() => test$?.drop());

const typed = {
  name: '김민서',
  email: 'minseo@people.example',
  visibility: 'public',
  code: '123456',
  organisation: '단체',
  organisationEn: 'A group',
  country: 'KR',
  website: 'group.example',
  representative: 'Kim',
  role: 'Director',
  showRepresentative: 'no',
  authorised: 'yes',
};

function call(part: LoaderFunction | ActionFunction, slug: string, fields?: typeof typed) {
  const page = `http://letters.example/letters/${slug}/page`;
  const body = fields ? new URLSearchParams(fields) : undefined;
  const request = new Request(page, { method: fields ? 'POST' : 'GET', body });
  const params = { slug, file: `${slug}.en.png` };
  const context = loadContext(test$.ctx);
  return answerOf(async () => part({ request, context, params }));
}

async function countRows(): Promise<number[]> {
  const tables = ['signatures', 'endorsements', 'messages', 'tokens'] as const;
  return Promise.all(
    tables.map(async (table) => {
      const counted = test$.ctx.db
        .selectFrom(table)
        .select((select) => select.fn.countAll().as('n'));
      return Number((await counted.executeTakeFirstOrThrow()).n);
    }),
  );
}

test('the public routes of a letter are looked at, many of them', () => {
  const names = routes.map(({ name }) => name).join(' ');
  for (const part of ['_index', 'sign.', 'pdf', 'status', 'feed', 'embed', 'share', 'badge']) {
    expect(names).toContain(part);
  }
});

describe.each(routes)('a draft is as unknown as no letter at: $name', ({ module }) => {
  const { loader, action } = module;

  if (loader) {
    test('reading', async () => {
      expect((await call(loader, newSlug)).status).toBe(404);
      expect((await call(loader, 'no-such-letter')).status).toBe(404);
    });
  }

  if (action) {
    test('sending a form, which leaves nothing behind', async () => {
      const before = await countRows();
      expect((await call(action, newSlug, typed)).status).toBe(404);
      expect(await countRows()).toEqual(before);
    });
  }
});

test('the same routes answer for a letter that is open', async () => {
  const page = modules['../../app/routes/($locale).letters.$slug._index.tsx']?.loader;
  if (!page) throw new Error('no such route');
  expect((await call(page, openSlug)).status).toBe(200);
});
