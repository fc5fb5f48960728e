import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, removeDataDir, startApplication } from '../support/application';
import { launchBrowser } from '../support/browser';
import { findViolations } from '../support/find-violations';
import { type SignedIn, signIn } from '../support/sign-in';

const slug = 'refuge-for-captured-soldiers';
const wide = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

let app: Application;
let browser: Browser;
let owner: SignedIn;
let background: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApplication(), launchBrowser()]);
  background = `${app.origin}/organise/letters/${slug}/background`;
  owner = await signIn(browser, app.signInUrl);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  if (app) removeDataDir(app.dataDir);
});

async function open(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: wide, ...options });
  return context.newPage();
}

test('a writer is advised on leaving a field with a figure, and a source that is chosen is saved', async () => {
  const page = await open({ storageState: owner });
  await page.goto(`${background}/edit?language=en`);
  const advice = page.locator('[id="introduction-advice"]');
  await page.getByLabel('Introduction').fill('They sent 10,000.');
  await page.keyboard.press('Tab');
  await advice.filter({ hasText: 'the figure 10,000 needs its source' }).waitFor();
  await page.getByLabel('Introduction').fill('They sent 10,000.[^news-report]');
  await page.keyboard.press('Tab');
  await advice.waitFor({ state: 'detached' });
  const source = page.getByLabel('Source of timeline entry 2');
  await source.selectOption('');
  await page.getByText('choose its source').waitFor();
  const saved = page.waitForResponse(
    (answer) => answer.request().postData()?.includes('timeline.1.sourceId=gc3') === true,
  );
  await source.selectOption('gc3');
  await page.keyboard.press('Tab');
  expect((await saved).status()).toBe(200);
  await page.reload();
  expect(await source.inputValue()).toBe('gc3');
  await page.context().close();
}, 60_000);

test('every page of the background fits 360 and 1280 px, passes axe and logs no fault', async () => {
  const paths = ['', '/edit?language=en', '/edit?language=ko'];
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of [phone, wide]) {
      const page = await open({ storageState: owner, colorScheme, viewport, bypassCSP: true });
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(String(error)));
      for (const path of paths) {
        await page.goto(background + path);
        const where = `${path} ${colorScheme} ${viewport.width}`;
        expect(await findViolations(page), where).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, where).toBeLessThanOrEqual(0);
      }
      expect(faults).toEqual([]);
      await page.context().close();
    }
  }
}, 120_000);
