import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, removeDataDir, startApplication } from '../support/application';
import { launchBrowser } from '../support/browser';
import { findViolations } from '../support/find-violations';
import { type SignedIn, signIn } from '../support/sign-in';

const wide = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };
const trialOrganiser = 'organiser@undersigned.example';

let app: Application;
let browser: Browser;
let owner: SignedIn;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApplication(), launchBrowser()]);
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

const words: Record<string, string> = {
  summary: 'We ask the city to keep the small library open.',
  'letterhead.name': 'Friends of the library',
  place: 'Seoul',
  date: '2026-11-29',
  addressee: 'The Mayor of the City\nCity Hall',
  addresseeShort: 'the Mayor',
  subject: 'The library in the old school',
  salutation: 'Dear Mayor,',
  requestsIntroduction: 'We ask you:',
  signOff: 'Respectfully,',
  contact: 'Friends of the library\nfriends@library.example',
};
const items: Record<string, string> = {
  paragraphs: 'The library is the only warm room that is open to everybody.',
  requests: 'Keep it open in winter.',
};

/** Fills the editor of a new letter, and adds what is a list in it. */
async function write(page: Page): Promise<void> {
  for (const list of Object.keys(items)) {
    if ((await page.locator(`[name="${list}.0"]`).count()) > 0) continue;
    await page
      .locator(`button[value^="add:${list}"], button[name="add"][value="${list}"]`)
      .first()
      .click();
  }
  for (const [name, text] of Object.entries(words))
    await page.locator(`[name="${name}"]`).fill(text);
  for (const [list, text] of Object.entries(items)) {
    await page.locator(`[name="${list}.0"]`).fill(text);
  }
  await page.locator('[name="title"]').fill('Keep the library open');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByText('Saved as a draft').waitFor();
}

test('a newcomer begins a letter, writes it, publishes it, and signs it, without JavaScript', async () => {
  const page = await open({ storageState: owner, javaScriptEnabled: false });
  await page.goto(`${app.origin}/organise`);
  await page.getByRole('link', { name: 'Begin a new letter' }).click();
  await page.getByLabel('Working title').fill('Library');
  await page.getByLabel('Short name in its address').fill('new');
  await page.getByLabel('English', { exact: true }).first().check();
  await page.getByRole('button', { name: 'Begin the letter' }).click();
  await page.getByText('This word is needed for a page of the site').first().waitFor();
  expect(await page.getByLabel('Working title').inputValue()).toBe('Library');
  await page.getByLabel('Short name in its address').fill('');
  await page.getByRole('button', { name: 'Begin the letter' }).click();
  await page.waitForURL(/\/organise\/letters\/library\/publish\?begun$/);
  expect((await fetch(`${app.origin}/letters/library`)).status).toBe(404);

  await page.locator('.desk-tasks').getByRole('link', { name: 'Letter (English)' }).click();
  await write(page);

  await page.goto(`${app.origin}/organise/letters/library/publish`);
  await page.locator('.desk-tasks').getByRole('link', { name: 'Addressee and delivery' }).click();
  await page.getByLabel('Addressee', { exact: true }).fill('the Mayor');
  await page.getByLabel('Short name').fill('mayor');
  await page.getByLabel('By email').check();
  await page.getByLabel('Mailbox, postal address or number').fill('mayor@city.example');
  await page.getByLabel('Checked on').fill('2025-11-01');
  await page.getByRole('button', { name: 'Add the addressee' }).click();
  await page.getByText('The addressee is saved.').waitFor();

  await page.goto(`${app.origin}/organise/letters/library/publish`);
  await page.locator('.desk-tasks').getByRole('link', { name: 'Privacy and contact' }).click();
  await page.getByLabel('Who is responsible').fill('Friends of the library, Seoul');
  await page.getByLabel('Where questions').fill('data@library.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The settings are saved.').waitFor();

  await page.goto(`${app.origin}/organise/letters/library/publish`);
  await page.getByRole('link', { name: 'the page with the form' }).click();
  await page.locator('#letter').getByText('Keep it open in winter.').waitFor();
  await page.goto(`${app.origin}/organise/letters/library/publish`);
  await page.getByRole('button', { name: /^Send the mail to/ }).click();
  await page.getByText('The mail is on its way to you').waitFor();
  const tried = await app.mailTo(trialOrganiser);
  const link = tried.links.find((one) => one.includes('/confirm/')) ?? '';
  expect((await fetch(link)).status).toBe(404);

  await page.getByRole('button', { name: 'Publish the letter' }).click();
  await page.getByText('The letter is public as it is written here.').waitFor();
  await page.getByRole('link', { name: 'open its page' }).click();
  await page.getByRole('heading', { name: 'Keep the library open' }).first().waitFor();
  expect(await page.locator('.language-links').count()).toBe(0);

  await page.locator('[name=name]').fill('Han Ji-woo');
  await page.locator('[name=email]').fill('jiwoo@people.example');
  await page.locator('[name=visibility][value=public]').check();
  await page.getByText('Responsible for your data: Friends of the library, Seoul').waitFor();
  await page.locator('form#sign button[type=submit]').click();
  const mail = await app.mailTo('jiwoo@people.example');
  await page.goto(mail.links.find((one) => one.includes('/confirm/')) ?? '');
  await page.locator('form button[type=submit]').first().click();
  expect(page.url()).toMatch(/\/thank-you/);
  const status = await fetch(`${app.origin}/letters/library/status.json`);
  expect(await status.json()).toMatchObject({ state: 'open', signatures: 1 });
  const listed = await app.command('letter', 'list', '--json');
  expect(JSON.parse(listed.stdout)).toMatchObject([
    { slug: 'library', title: 'Keep the library open' },
    {},
  ]);
  await page.context().close();
}, 120_000);

test('every page of setting up fits 360 and 1280 px, passes axe and logs no fault', async () => {
  const sample = `${app.origin}/organise/letters/refuge-for-captured-soldiers`;
  const first = `${app.origin}/organise/letters/library`;
  const paths = [
    `${app.origin}/organise`,
    `${app.origin}/organise/letters/new`,
    ...['/publish', '/preview?language=uk', '/general', '/targets', '/targets?change=embassy'].map(
      (part) => sample + part,
    ),
    `${sample}/founders`,
    ...['/publish', '/preview', '/founders', '/background'].map((part) => first + part),
    `${app.origin}/ko/letters/library`,
  ];
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of [phone, wide]) {
      const page = await open({ storageState: owner, colorScheme, viewport, bypassCSP: true });
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      for (const path of paths) {
        await page.goto(path);
        const where = `${path} ${colorScheme} ${viewport.width}`;
        expect(await findViolations(page), where).toEqual([]);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        );
        expect(wider, where).toBe(false);
      }
      expect(faults).toEqual([]);
      await page.context().close();
    }
  }
}, 240_000);

test('a refused form puts the reader on what is wrong, with JavaScript too', async () => {
  const page = await open({ storageState: owner, bypassCSP: true });
  await page.goto(`${app.origin}/organise/letters/new`);
  await page.getByRole('button', { name: 'Begin the letter' }).click();
  await page.getByRole('heading', { name: 'The letter was not begun' }).waitFor();
  expect(await page.title()).toMatch(/^Error: /);
  expect(await findViolations(page)).toEqual([]);
  await page.context().close();
});
