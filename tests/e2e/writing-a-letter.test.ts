import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, removeDataDir, startApplication, until } from '../support/application';
import { launchBrowser } from '../support/browser';
import { findViolations } from '../support/find-violations';
import { type SignedIn, signIn } from '../support/sign-in';

const slug = 'refuge-for-captured-soldiers';
const wide = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

let app: Application;
let browser: Browser;
let owner: SignedIn;
let editor: SignedIn;
let letter: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApplication(), launchBrowser()]);
  letter = `${app.origin}/organise/letters/${slug}/letter`;
  owner = await signIn(browser, app.signInUrl);
  const added = await app.command('organiser', 'add', 'olena@desk.example', '--role', 'editor');
  editor = await signIn(
    browser,
    /https?:\S+\/organise\/sign-in\/\S+/.exec(added.stdout)?.[0] ?? '',
  );
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

const status = (page: Page) => page.locator('.editor-status');

describe('a writer with JavaScript', () => {
  test('is saved when leaving a field and every ten seconds, and finds the text again', async () => {
    const page = await open({ storageState: owner });
    await page.goto(`${letter}/edit?language=en`);
    await page.getByLabel('Title', { exact: true }).fill('Saved on leaving the field');
    await page.getByText('Not saved yet').waitFor();
    await page.keyboard.press('Tab');
    await status(page)
      .filter({ hasText: /^Saved \d\d:\d\d/ })
      .waitFor();
    const words = page.locator('.editor-words strong');
    const before = Number(await words.textContent());
    await page.getByLabel('Request 1', { exact: true }).fill('Three more words');
    await until('another count', async () => Number(await words.textContent()) !== before);
    await page.getByText('Not saved yet').waitFor();
    await status(page)
      .filter({ hasText: /^Saved/ })
      .waitFor({ timeout: 20_000 });
    await page.reload();
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe(
      'Saved on leaving the field',
    );
    expect(await page.getByLabel('Request 1', { exact: true }).inputValue()).toBe(
      'Three more words',
    );
    await page.context().close();
  }, 60_000);

  test('moves a request by keyboard, and the cursor goes with it', async () => {
    const page = await open({ storageState: owner });
    await page.goto(`${letter}/edit?language=en`);
    await page.getByLabel('Request 1', { exact: true }).fill('Goes down');
    await page.getByRole('button', { name: 'Move down: Request 1' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#requests\.1$/);
    await until('the focus', () =>
      page.evaluate(() => document.activeElement?.id === 'requests.1'),
    );
    expect(await page.getByLabel('Request 2', { exact: true }).inputValue()).toBe('Goes down');
    await page.context().close();
  });

  test('refers to a note where the cursor was', async () => {
    const page = await open({ storageState: owner });
    await page.goto(`${letter}/edit?language=en`);
    const request = page.getByLabel('Request 1', { exact: true });
    await request.fill('Before and after');
    await request.press('Home');
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight');
    await page.getByLabel('Which note').focus();
    await page.getByLabel('Which note').selectOption('1');
    expect(await page.getByLabel('In which field').inputValue()).toBe('requests.0');
    await page.getByRole('button', { name: 'Insert the reference' }).click();
    await page.waitForURL(/#requests\.0$/);
    expect(await request.inputValue()).toBe('Before[^1] and after');
    await page.context().close();
  });

  test('whose session ends in the middle is told, signs in in another tab, and is saved', async () => {
    const page = await open({ storageState: owner });
    await page.goto(`${letter}/edit?language=ko`);
    const context = page.context();
    await until('the lock', async () => (await status(page).count()) === 1);
    await context.clearCookies();
    await page.getByLabel('Title', { exact: true }).fill('세션이 끝난 뒤의 제목');
    await page.keyboard.press('Tab');
    await page.getByText('Not saved: your session has ended').waitFor();
    await context.addCookies(owner.cookies);
    await status(page)
      .filter({ hasText: /^Saved/ })
      .waitFor({ timeout: 20_000 });
    await page.reload();
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe(
      '세션이 끝난 뒤의 제목',
    );
    await context.close();
  }, 60_000);
});

test('whose session ends without JavaScript gets the page with the words, and saves it later', async () => {
  const page = await open({ storageState: owner, javaScriptEnabled: false });
  await page.goto(`${letter}/edit?language=uk`);
  await page.context().clearCookies();
  await page.getByLabel('Title', { exact: true }).fill('Назва після завершення сеансу');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByText('Nothing you typed is lost').waitFor();
  await page.context().addCookies(owner.cookies);
  await page.getByRole('button', { name: 'save now' }).click();
  await page.getByText('Saved as a draft').waitFor();
  expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe(
    'Назва після завершення сеансу',
  );
  await page.context().close();
});

test('two people: the second sees who writes and takes over; the first keeps every word', async () => {
  const first = await open({ storageState: owner });
  await first.goto(`${letter}/edit?language=en`);
  await first.getByLabel('Place').fill('Seoul, first');
  await first.keyboard.press('Tab');
  await status(first)
    .filter({ hasText: /^Saved/ })
    .waitFor();
  const second = await open({ storageState: editor });
  await second.goto(`${letter}/edit?language=en`);
  await second.getByRole('heading', { name: /^Being edited by .•••@/ }).waitFor();
  expect(await second.getByLabel('Place').isEditable()).toBe(false);
  await second.getByRole('button', { name: 'Take over' }).click();
  await second.getByLabel('Place').fill('Seoul, second');
  await second.keyboard.press('Tab');
  await status(second)
    .filter({ hasText: /^Saved/ })
    .waitFor();
  await first.getByLabel('Place').fill('Seoul, first again');
  await first.keyboard.press('Tab');
  await first.getByText('Not saved: somebody else is editing').waitFor();
  expect(await first.getByLabel('Place').inputValue()).toBe('Seoul, first again');
  await first.getByRole('button', { name: 'Save' }).last().click();
  await first.getByText('o•••@desk.example has been editing').waitFor();
  expect(await first.getByLabel('Place').inputValue()).toBe('Seoul, first again');
  await first.getByRole('button', { name: 'Take over and save' }).click();
  await first.getByText('saved elsewhere meanwhile').waitFor();
  expect(await first.locator('.editor-differences').textContent()).toContain('second');
  await first.getByRole('button', { name: 'Save' }).last().click();
  await first.getByText('Saved as a draft').waitFor();
  expect(await first.getByLabel('Place').inputValue()).toBe('Seoul, first again');
  await first.context().close();
  await second.context().close();
}, 60_000);

test('every page of writing fits 360 and 1280 px, passes axe and logs no fault', async () => {
  const pages = ['', '/edit?language=en', '/edit?language=ko', '/preview?language=ko'];
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of [phone, wide]) {
      const page = await open({ storageState: owner, colorScheme, viewport, bypassCSP: true });
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      for (const path of pages) {
        await page.goto(letter + path);
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
}, 180_000);
