import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, removeDataDir, startApplication } from '../support/application';
import { launchBrowser } from '../support/browser';
import { findViolations } from '../support/find-violations';

const letter = '/letters/refuge-for-captured-soldiers';
const phone = { width: 360, height: 740 };

let app: Application;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApplication(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  if (app) removeDataDir(app.dataDir);
});

/** Opens a window; whatever it asks of another site, logs as an error or violates is collected. */
async function open(options: BrowserContextOptions): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: phone, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(app.origin) && !url.startsWith('data:')) faults.push(url);
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('422')) faults.push(message.text());
  });
  return { page, faults };
}

describe('a signer on a phone without JavaScript', () => {
  test.each(['', '/ko', '/uk'])(
    'signs at %s/letters/… with two typed fields and one choice',
    async (prefix) => {
      const { page, faults } = await open({ javaScriptEnabled: false });
      await page.goto(`${app.origin}${prefix}${letter}`);
      const email = `phone${prefix.replace('/', '-')}@people.example`;
      const form = page.locator('form#sign');
      await form.locator('[name=name]').fill('Олена Коваленко-Ґудзь');
      await form.locator('[name=email]').fill(email);
      expect(await form.locator('[name=visibility]:checked').count()).toBe(0);
      await form.locator('[name=visibility][value=public]').check();
      await form.locator('button[type=submit]').click();
      expect(page.url()).toMatch(/\/check-mail$/);
      const mail = await app.mailTo(email);
      await page.goto(mail.links.find((link) => link.includes('/confirm/')) ?? '');
      expect(await page.locator('form').count()).toBe(1);
      await page.locator('form button').click();
      expect(page.url()).toMatch(/\/thank-you/);
      await page.goto(`${app.origin}${prefix}${letter}`);
      expect(await page.getByText('Олена Коваленко-Ґудзь').count()).toBeGreaterThan(0);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );

  test('is brought to the summary of what is wrong, with everything kept', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    await page.goto(`${app.origin}${letter}/sign`);
    await page.locator('[name=name]').fill('O’Brien');
    await page.locator('form#sign button[type=submit]').click();
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.locator('[name=name]').inputValue()).toBe('O’Brien');
    expect(await page.locator(':focus').getAttribute('class')).toContain('error-summary');
    await page.context().close();
  });
});

const publicPages = [
  letter,
  `/ko${letter}`,
  `/uk${letter}`,
  `/uk${letter}/background`,
  `/ko${letter}/signatures`,
  `${letter}/sign`,
  `${letter}/endorse`,
  '/safety',
  '/',
];

describe('every public page', () => {
  test.each(publicPages)(
    '%s fits 360 and 1280 px and passes axe in light and dark',
    async (path) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const viewport of [phone, { width: 1280, height: 900 }]) {
          // The checker has to be run inside the page, which the site's own policy forbids.
          const { page, faults } = await open({ colorScheme, viewport, bypassCSP: true });
          await page.goto(`${app.origin}${path}`);
          expect(await findViolations(page), `${colorScheme} ${viewport.width}`).toEqual([]);
          const wider = await page.evaluate(
            () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
          );
          expect(wider, `scrolls sideways at ${viewport.width}`).toBe(false);
          expect(faults).toEqual([]);
          await page.context().close();
        }
      }
    },
  );
});

describe('the organiser', () => {
  test('walks the desk hydrated, without a fault, a violation or a foreign request', async () => {
    const { page, faults } = await open({
      viewport: { width: 1280, height: 900 },
      bypassCSP: true,
    });
    await page.goto(app.signInUrl);
    await page.locator('form button').click();
    await page.waitForURL(`${app.origin}/organise`);
    const desk = `${app.origin}/organise/letters/refuge-for-captured-soldiers`;
    for (const part of [
      '',
      '/letter',
      '/signatures',
      '/endorsements',
      '/deliveries',
      '/exports',
      '/audit',
    ]) {
      await page.goto(`${desk}${part}`);
      expect(await findViolations(page), part).toEqual([]);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
