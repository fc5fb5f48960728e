import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
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
let signedIn: SignedIn;
let inRoom: SignedIn;
let desk: string;
let room: string;
let delivery: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApplication(), launchBrowser()]);
  desk = `${app.origin}/organise/letters/${slug}`;
  signedIn = await signIn(browser, app.signInUrl);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  if (app) removeDataDir(app.dataDir);
});

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: phone,
    javaScriptEnabled: false,
    ...options,
  });
  return context.newPage();
}

test('an organiser opens a room, and the embassy reads, confirms and answers with a picture', async () => {
  const page = await open({ storageState: signedIn, viewport: wide });
  await page.goto(`${desk}/deliveries`);
  await page.locator('tbody tr', { hasText: 'acknowledged' }).locator('a').first().click();
  delivery = page.url();
  await page.getByRole('link', { name: 'The room for the addressee' }).click();
  await page.getByRole('button', { name: 'Open a room' }).click();
  const [link = '', pin = ''] = await page.locator('.desk-secret code').allTextContents();
  await page.context().close();
  room = new URL(link).pathname;

  const officer = await open();
  await officer.goto(`${app.origin}/uk${room}`);
  await officer.locator('#pin').fill(pin);
  await officer.locator('form button').click();
  await officer.locator('article#letter').waitFor();
  expect(await officer.locator('script').count()).toBe(0);
  expect(await officer.locator('#people tbody tr').count()).toBeGreaterThan(0);
  inRoom = await officer.context().storageState();
  await officer.locator('#reference').fill('UA-17');
  await officer.locator('#receipt button').click();
  await officer.locator('[role=status]').waitFor();
  const picture = await sharp({
    create: { width: 60, height: 40, channels: 3, background: 'white' },
  })
    .png()
    .toBuffer();
  await officer.locator('#reply textarea').fill('Розглядаємо.');
  await officer
    .locator('#file')
    .setInputFiles({ name: 'reply.png', mimeType: 'image/png', buffer: picture });
  await officer.locator('#reply button').click();
  await officer.getByText('Вашу відповідь отримано').waitFor();
  await officer.context().close();

  const back = await open({ storageState: signedIn, viewport: wide });
  await back.goto(`${desk}/replies`);
  await back.getByText('written in the room').waitFor();
  await back.goto(`${delivery}/room`);
  await back.getByText('the letter was shown').first().waitFor();
  await back.context().close();
}, 120_000);

test('a mail is uploaded, and a step recorded with a photo, without JavaScript', async () => {
  const page = await open({ storageState: signedIn, viewport: wide });
  await page.goto(`${desk}/replies`);
  const raw =
    'From: a@embassy.example\r\nSubject: Re\r\nMessage-ID: <1@e.example>\r\n\r\nWe read it.';
  await page
    .locator('#mail')
    .setInputFiles({ name: 're.eml', mimeType: 'message/rfc822', buffer: Buffer.from(raw) });
  await page.getByRole('button', { name: 'Upload the mail' }).click();
  await page.getByText('The reply is taken.').waitFor();
  await page.goto(`${delivery}/record`);
  await page.getByText('The last line is a mistake').click();
  await page.locator('#why').fill('A trial');
  await page.getByRole('button', { name: 'Correct the last line' }).click();
  await page.getByText('The last line is corrected').waitFor();
  await page.locator('[name=state][value=answered]').check();
  await page.getByRole('button', { name: 'Record it' }).click();
  expect(await page.locator('.desk-notice-error').textContent()).toContain('what shows it');
  await page.context().close();
}, 120_000);

test('nothing is wrong with the pages for axe, at two widths, light and dark', async () => {
  const list = await open({ storageState: signedIn });
  await list.goto(`${desk}/replies`);
  const reply = await list.locator('tbody a').first().getAttribute('href');
  await list.context().close();
  const forDesk = [`${desk}/replies`, app.origin + reply, `${delivery}/record`, `${delivery}/room`];
  const forEmbassy = ['', '/ko', '/uk'].map((prefix) => app.origin + prefix + room);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of [phone, wide]) {
      const look = { colorScheme, viewport, bypassCSP: true, javaScriptEnabled: true };
      found.push(...(await faultsOfEach(forDesk, { ...look, storageState: signedIn })));
      found.push(...(await faultsOfEach(forEmbassy, { ...look, storageState: inRoom })));
      found.push(...(await faultsOfEach([`${app.origin}${room}`], look)));
    }
  }
  expect(found).toEqual([]);
}, 240_000);

async function faultsOfEach(paths: string[], options: BrowserContextOptions): Promise<string[]> {
  const page = await open(options);
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    for (const fault of await faultsOf(page)) found.push(`${path} ${fault}`);
    const shots = process.env.SCREENSHOTS;
    if (shots) {
      const name = `${path
        .replace(app.origin, '')
        .replaceAll(/[^a-z]+/gi, '-')
        .slice(-40)}`;
      const size = `${options.viewport?.width}-${options.colorScheme}`;
      await page.screenshot({ path: `${shots}/${name}-${size}.png`, fullPage: true });
    }
  }
  await page.context().close();
  return found;
}

/** Violations of axe, and whether the page is wider than its window. */
async function faultsOf(page: Page): Promise<string[]> {
  const found = await findViolations(page);
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  return wider ? [...found, 'wider than the window'] : found;
}
