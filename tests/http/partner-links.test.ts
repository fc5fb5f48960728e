import { afterAll, beforeAll, expect, test } from 'vitest';
import * as settings from '~/routes/organise.letters.$slug.settings';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';

let test$: TestContext;
let pages: ReturnType<typeof servePages>;
let session: string;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  session = await openSession(test$.ctx, 'editor');
  pages = servePages(test$.ctx, { 'organise/letters/:slug/settings': settings });
});
afterAll(() => test$.drop());

async function linksFor(query: string): Promise<string> {
  const headers = { Cookie: `undersigned=${session}` };
  const answer = await pages(`/organise/letters/${slug}/settings${query}`, { headers });
  return (await answer.text()).replaceAll('&quot;', '"').replaceAll(/&(?:amp|#38);/g, '&');
}

test('an editor makes the link and the frame of a partner that is no organisation of the letter', async () => {
  const html = await linksFor('?utm_source=Church+Bulletin&utm_medium=&utm_campaign=Week+3');
  const words = 'utm_source=church-bulletin&utm_campaign=week-3';
  expect(html).toContain(`value="${test$.ctx.publicUrl}/ko/letters/${slug}?${words}"`);
  expect(html).toContain(`/ko/letters/${slug}/embed?utm_source=church-bulletin&`);
  expect(html).toContain('counted as “church-bulletin / week-3”');
});

test('links without a partner’s name say that they count for nobody', async () => {
  const html = await linksFor('?utm_medium=poster');
  expect(html).toContain(`value="${test$.ctx.publicUrl}/ko/letters/${slug}"`);
  expect(html).toContain('count for nobody in particular');
  expect(html).not.toContain('/a-letter?utm');
});
