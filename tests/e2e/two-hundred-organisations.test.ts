import { gzipSync } from 'node:zlib';
import { Client } from 'pg';
import type { Browser, Page, Request } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reencodeLogo } from '~/domain/endorsements/reencode-logo.server';
import { launchBrowser } from '../support/browser';
import { endorseAndApprove } from '../support/endorsed';
import { noise } from '../support/hostile-pictures';
import { createLetter, slug } from '../support/letter';
import { type Site, startSite } from '../support/site';

const organisations = 200;
const kilobyte = 1024;
const phone = { width: 360, height: 740 };
let site: Site;
let browser: Browser;

/** Every tenth is as rich as they come: noise is what compresses least. */
function logo(number: number): Promise<Buffer> {
  const [width, height] = [200 + (number % 5) * 30, 100 + (number % 7) * 10];
  const create = { width, height, channels: 3, background: '#f4f1ea' } as const;
  const paper = number % 10 === 1 ? noise(width, height) : sharp({ create });
  return paper
    .composite([{ input: Buffer.from(badge(number)) }])
    .png()
    .toBuffer();
}

function badge(number: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"><circle cx="40" cy="30" r="25" fill="hsl(${number},60%,40%)"/></svg>`;
}

/** One more approved organisation; every eighth gave no logo and has its letters instead. */
async function copy(client: Client, of: string, number: number): Promise<void> {
  const own = `${number}번 북한인권과 난민보호를 위한 시민연대`;
  const english = `Citizens’ Solidarity for North Korean Human Rights and Refugees ${number}`;
  const { rows } = await client.query(
    `insert into endorsements (letter_id, locale, organisation, organisation_en, country, website,
       show_representative, state, authority_basis, confirmed_at, decided_at, email_index, sealed)
     select letter_id, locale, $2, $3, country, $4, false, state, authority_basis, confirmed_at,
       decided_at, $5, sealed from endorsements where id = $1 returning id`,
    [of, own, english, `https://solidarity-${number}.example`, Buffer.from(`mailbox ${number}`)],
  );
  if (number % 8 === 0) return;
  const encoded = await reencodeLogo(await logo(number));
  if (!encoded.ok) throw new Error(encoded.reason);
  const { hash, png, width, height } = encoded;
  await client.query(
    'insert into logos (endorsement_id, hash, png, width, height) values ($1, $2, $3, $4, $5)',
    [rows[0].id, hash, png, width, height],
  );
}

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launchBrowser()]);
  await createLetter(site.ctx);
  const { id } = await endorseAndApprove(site.ctx, {});
  const client = new Client(site.connectionString);
  await client.connect();
  for (let number = 2; number <= organisations; number += 1) await copy(client, id, number);
  await client.end();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

type Shifting = Window & { shifted?: number };

async function open(width: number) {
  const context = await browser.newContext({ viewport: { ...phone, width } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen = window as Shifting;
    seen.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        seen.shifted = (seen.shifted ?? 0) + (entry as PerformanceEntry & { value: number }).value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const requests: Request[] = [];
  page.on('requestfinished', (request) => requests.push(request));
  await page.goto(`${site.origin}/letters/${slug}`, { waitUntil: 'networkidle' });
  return { page, fetched };

  /** What has arrived by now: its address and its bytes as sent. */
  function fetched(): Promise<{ url: string; bytes: number }[]> {
    return Promise.all(
      requests.map(async (request) => {
        const { responseBodySize: bytes } = await request.sizes();
        return { url: request.url(), bytes };
      }),
    );
  }
}

function tiles(page: Page) {
  return page.locator('.organisation-mark').evaluateAll((marks) =>
    marks.map((mark) => {
      const { width, height } = mark.getBoundingClientRect();
      return `${Math.round(width)} × ${Math.round(height)}`;
    }),
  );
}

describe('two hundred organisations with logos', () => {
  test('leave the first load light: no logo before it is near, the page in its budget', async () => {
    const { page, fetched } = await open(phone.width);
    const files = await fetched();
    const logos = files.filter(({ url }) => url.includes('/media/'));
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const html = await (await fetch(`${site.origin}/letters/${slug}`)).text();
    expect(logos.length).toBeLessThan(organisations / 10);
    expect(files.length).toBeLessThanOrEqual(12 + logos.length);
    expect(gzipSync(html).length).toBeLessThanOrEqual(25 * kilobyte);
    expect(total).toBeLessThanOrEqual(150 * kilobyte);
    await page.context().close();
  });

  test.each([360, 1280])(
    'come while reading at %i px without moving a line, each in a tile of one size',
    async (width) => {
      const { page, fetched } = await open(width);
      const before = await page.evaluate(() => document.documentElement.scrollHeight);
      const marks = page.locator('.organisation-mark');
      for (let number = 0; number < organisations; number += 10) {
        await marks.nth(number).scrollIntoViewIfNeeded();
        await page.waitForLoadState('networkidle');
      }
      await page.waitForFunction(() =>
        [...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0),
      );
      const logos = (await fetched()).filter(({ url }) => url.includes('/media/'));
      expect(logos.length).toBe(organisations - 1 - organisations / 8);
      expect(Math.max(...logos.map(({ bytes }) => bytes))).toBeLessThanOrEqual(30 * kilobyte);
      expect(new Set(await tiles(page)).size).toBe(1);
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(before);
      expect(await page.evaluate(() => (window as Shifting).shifted)).toBeLessThanOrEqual(0.02);
      const over = await page.evaluate(() => {
        const { clientWidth, scrollWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(over).toBeLessThanOrEqual(0);
      await page.context().close();
    },
  );
});
