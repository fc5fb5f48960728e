import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { loadInventedSignatures } from '~/domain/signatures/load-invented-signatures.server';
import * as pdfRoute from '~/routes/($locale).letters.$slug.letter[.]pdf';
import { poppler, textOf } from '../documents/read-pdf';
import { createTestContext, type TestContext } from '../support/database';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';

const people = 2_100;
let test$: TestContext;
let get: ReturnType<typeof servePages>;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await loadInventedSignatures(test$.ctx, { slug, count: people, seed: 3 });
  get = servePages(test$.ctx, { ':locale?/letters/:slug/letter.pdf': pdfRoute });
});
afterAll(() => test$.drop());

async function whenMade(path: string): Promise<Buffer> {
  const answer = await vi.waitUntil(
    async () => {
      const asked = await get(path);
      return asked.status === 200 && asked;
    },
    { timeout: 120_000, interval: 250 },
  );
  return Buffer.from(await answer.arrayBuffer());
}

/** The numbered rows of the pages of the annex. */
function annexRows(pdf: Buffer): string[] {
  const pages = textOf(pdf).split('\f');
  const annex = pages.filter((page) => /(Annex A|Додаток А) \d+\/\d+/.test(page)).join('\n');
  return annex.match(/^ *\d{1,4} {2,}\S.*$/gm) ?? [];
}

async function publicNames(): Promise<{ id: string; name: string }[]> {
  return test$.ctx.db
    .selectFrom('public_signatories')
    .select(['id', 'name'])
    .$narrowType<{ id: string; name: string }>()
    .execute();
}

it('whoever asks first is told calmly to wait; then every public name is there once, and no other', async () => {
  const asked = await get(`/uk/letters/${slug}/letter.pdf`);
  if (asked.status !== 200) {
    expect(asked.status).toBe(503);
    expect(Number(asked.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await asked.text()).toContain('PDF готується');
  }
  const pdf = await whenMade(`/uk/letters/${slug}/letter.pdf`);
  expect(poppler('pdfsig', pdf)).toContain('Signature is Valid.');
  const names = await publicNames();
  expect(names.length).toBeGreaterThan(1_000);
  expect(names.length).toBeLessThan(people);
  expect(annexRows(pdf)).toHaveLength(names.length);
}, 180_000);

it('whoever takes their name back is in no print that is given afterwards; newer names may wait', async () => {
  const path = `/letters/${slug}/letter.pdf`;
  const first = await whenMade(path);
  const [gone] = await publicNames();
  await loadInventedSignatures(test$.ctx, { slug, count: 5, seed: 4 });
  await test$.ctx.db
    .updateTable('signatures')
    .set({ confirmed_at: new Date() })
    .where('number', '>', people)
    .execute();
  const same = await get(path);
  expect(same.status).toBe(200);
  expect(Buffer.from(await same.arrayBuffer()).equals(first)).toBe(true);
  await test$.ctx.db
    .updateTable('signatures')
    .set({
      state: 'withdrawn',
      withdrawn_at: new Date(),
      public_name: null,
      public_title: null,
      public_affiliation: null,
      public_latin_name: null,
    })
    .where('id', '=', gone?.id ?? '')
    .execute();
  const next = await get(path);
  if (next.status === 200) expect(Buffer.from(await next.arrayBuffer()).equals(first)).toBe(false);
  const later = await whenMade(path);
  expect(later.equals(first)).toBe(false);
  expect(annexRows(later)).toHaveLength((await publicNames()).length);
}, 180_000);
