import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadInventedSignatures } from '~/domain/signatures/load-invented-signatures.server';
import { launchBrowser } from '../support/browser';
import { createLetter, slug } from '../support/letter';
import { type Site, startSite } from '../support/site';
import { createVisitor } from '../support/visitor';

const path = `/letters/${slug}`;
const prefixes = ['', '/ko', '/uk'];
let site: Site;

beforeAll(async () => {
  site = await startSite();
  await createLetter(site.ctx);
  await loadInventedSignatures(site.ctx, { slug, count: 400, seed: 3 });
});
afterAll(() => site?.stop());

async function setLetter(change: { list_indexed?: boolean; names_hidden_at?: Date | null }) {
  await site.ctx.db.updateTable('letters').set(change).where('slug', '=', slug).execute();
}

/** What the public list says to search engines, in its headers and on the page. */
async function robots(address: string): Promise<boolean[]> {
  const page = await createVisitor(site.origin).get(address);
  expect(page.status).toBe(200);
  const header = page.headers.get('X-Robots-Tag') === 'noindex';
  if (!page.headers.get('Content-Type')?.startsWith('text/html')) return [header];
  return [header, /<meta name="robots" content="noindex"/.test(page.html)];
}

describe('a search engine', () => {
  const lists = prefixes.flatMap((prefix) => [
    `${prefix}${path}/signatures`,
    `${prefix}${path}/signatures?sort=name`,
    `${prefix}${path}/letter.pdf`,
  ]);

  test('is told to keep the names out, unless the organisers let it in and show them', async () => {
    const says = async () => (await Promise.all(lists.map(robots))).flat();
    expect(new Set(await says())).toEqual(new Set([true]));
    await setLetter({ list_indexed: true });
    expect(new Set(await says())).toEqual(new Set([false]));
    await setLetter({ names_hidden_at: new Date() });
    expect(new Set(await says())).toEqual(new Set([true]));
    await setLetter({ list_indexed: false, names_hidden_at: null });
  });

  test('finds the letter, whose names it may not quote', async () => {
    expect(await robots(path)).toEqual([false, false]);
    const { html } = await createVisitor(site.origin).get(path);
    expect(html).toContain('data-nosnippet');
    await setLetter({ list_indexed: true });
    const { html: open } = await createVisitor(site.origin).get(path);
    expect(open).not.toContain('data-nosnippet');
    await setLetter({ list_indexed: false });
  });
});

describe('a reader on a phone without JavaScript', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test.each([
    ['', 'en'],
    ['/ko', 'ko'],
    ['/uk', 'uk'],
  ])('orders the list at %s/letters/…/signatures by name and reads on', async (prefix, locale) => {
    const viewport = { width: 360, height: 740 };
    const context = await browser.newContext({ viewport, javaScriptEnabled: false });
    const page = await context.newPage();
    const names = () => page.locator('.signatories tbody th > bdi:first-child').allTextContents();
    await page.goto(`${site.origin}${prefix}${path}/signatures`);
    const newest = await names();
    await page.locator('.list-order a:not([aria-current])').click();
    expect(new URL(page.url()).search).toBe('?sort=name');
    const first = await names();
    await page.locator('a[rel=next]').click();
    const second = await names();
    const { compare } = new Intl.Collator(locale);
    expect(newest).not.toEqual(first);
    expect(second.length).toBeGreaterThan(50);
    const both = [...first, ...second];
    expect(both).toEqual(both.toSorted(compare));
    await page.locator('.filter [name=q]').fill('a');
    await page.locator('.filter button').click();
    expect(new URL(page.url()).searchParams.get('sort')).toBe('name');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    const links = await page
      .locator('.list-order a')
      .evaluateAll((all) => all.map((link) => link.getBoundingClientRect().height));
    for (const height of links) expect(height).toBeGreaterThanOrEqual(24);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/list-${locale}.png` });
    await context.close();
  });
});
