import { afterAll, beforeAll, expect, test } from 'vitest';
import { withdrawEndorsement } from '~/domain/endorsements/withdraw-endorsement.server';
import { createPageCache, type Page } from '~/server/web/page-cache';
import { sharedAddressReader } from '~/server/web/shared-address';
import { createTestContext, type TestContext } from '../support/database';
import { createLetter, slug } from '../support/letter';
import { plantSharing, type Sharing } from '../support/sharing';

let test$: TestContext;
let open: Sharing;

beforeAll(async () => {
  test$ = await createTestContext();
  open = await plantSharing(test$.ctx, await createLetter(test$.ctx), { code: 'open-door' });
});
afterAll(() => test$.drop());

const letter = `/letters/${slug}`;

function readIn(ctx: Parameters<typeof sharedAddressReader>[0], now?: () => number) {
  const read = sharedAddressReader(ctx, now);
  return (path: string, search = '') => read(path, new URLSearchParams(search));
}

test('a reader who comes by an approved link has a page of its own, in each language', async () => {
  const read = readIn(test$.ctx);
  for (const path of [letter, `/ko${letter}`, `${letter}/embed`]) {
    const shared = { address: `${path}?via=open-door`, unbounded: false };
    expect(await read(path, 'via=open-door')).toEqual(shared);
    expect(await read(path, 'utm_source=x&via=open-door&via=other')).toEqual(shared);
  }
});

test.each([
  ['via=nobody', letter],
  ['via=', letter],
  ['via=OPEN-DOOR', letter],
  ['anything=at+all', letter],
  ['via=open-door', '/letters/none'],
  ['via=open-door', `${letter}/background`],
  ['via=open-door', '/'],
])('whoever invents ?%s on %s gets the page that everybody has', async (search, path) => {
  expect(await readIn(test$.ctx)(path, search)).toEqual({ address: path, unbounded: false });
});

test('a reader who comes by a campaign’s link has its page, kept apart, and the plain one if need be', async () => {
  const read = readIn(test$.ctx);
  const search = 'fbclid=x&utm_campaign=Week+3&utm_source=News%20letter&utm_medium=';
  expect(await read(letter, search)).toEqual({
    address: `${letter}?utm_source=news-letter&utm_campaign=week-3`,
    unbounded: true,
    instead: letter,
  });
  expect(await read('/', search)).toEqual({ address: '/', unbounded: false });
});

test('a search in the list of names is a page of its own, kept apart from the others', async () => {
  const path = `/uk${letter}/signatures`;
  const filtered = { address: `${path}?q=%EA%B9%80`, unbounded: true };
  expect(await readIn(test$.ctx)(path, 'q=김')).toEqual(filtered);
  expect(await readIn(test$.ctx)(path)).toEqual({ address: path, unbounded: false });
});

test('a reader with a link that was known finds the letter while the database is away', async () => {
  let time = 0;
  const ctx = { db: test$.ctx.db };
  const read = readIn(ctx, () => time);
  await read(letter, 'via=open-door');
  const away = new Proxy(test$.ctx.db, {
    get() {
      throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    },
  });
  ctx.db = away;
  expect((await read(letter, 'via=open-door')).address).toBe(`${letter}?via=open-door`);
  expect((await read(letter, 'via=nobody')).address).toBe(letter);
  ctx.db = test$.ctx.db;
  time = 1001;
  await withdrawEndorsement(test$.ctx, { token: open.manageToken });
  expect((await read(letter, 'via=open-door')).address).toBe(letter);
  ctx.db = away;
  expect((await read(letter, 'via=open-door')).address).toBe(letter);
});

test('a thousand invented addresses that are nowhere drive no page out of memory', async () => {
  const { shared } = createPageCache();
  const answer = (status: number) => async (): Promise<Page> => ({
    status,
    headers: [],
    body: Buffer.from('the letter'),
    etag: '"1"',
  });
  await shared('/letter', answer(200));
  for (let n = 0; n < 1000; n += 1) await shared(`/nowhere/${n}`, answer(n % 2 ? 404 : 308));
  expect((await shared('/letter', answer(503))).status).toBe(200);
});
