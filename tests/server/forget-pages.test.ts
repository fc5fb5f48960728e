import { expect, test } from 'vitest';
import { createPageCache, type Page } from '~/server/web/page-cache';

const page = (text: string, status = 200): Page => ({
  status,
  headers: [],
  body: Buffer.from(text),
  etag: `"${text}"`,
});
const made = (text: string, status?: number) => async () => page(text, status);
const broken = made('broken', 503);

async function read(answer: Promise<Page>): Promise<string> {
  return (await answer).body.toString();
}

test('a copy with a name that was taken away is not shown, not even with the database away', async () => {
  const { shared, forget } = createPageCache();
  await shared('/letter', made('with the name'));
  expect(await read(shared('/letter', broken))).toBe('with the name');
  forget();
  expect(await read(shared('/letter', broken))).toBe('broken');
  await shared('/letter', made('without'));
  expect(await read(shared('/letter', broken))).toBe('without');
});

test('nor is one whose making had begun before', async () => {
  const { shared, forget } = createPageCache();
  let finish = (_page: Page) => {};
  const slow = shared('/letter', () => new Promise<Page>((resolve) => (finish = resolve)));
  forget();
  finish(page('with the name'));
  expect(await read(slow)).toBe('with the name');
  expect(await read(shared('/letter', broken))).toBe('broken');
});
