import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { locales } from '~/i18n/locale';
import { type Application, startApplication, until } from '../support/application';
import { launchBrowser } from '../support/browser';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { findViolations } from '../support/find-violations';
import { createLetter, slug } from '../support/letter';
import { editedTexts, plantDraft } from '../support/versions';

const phone = { width: 360, height: 740 };
const wide = { width: 1280, height: 900 };
const nina = 'nina@people.example';

let test$: TestContext;
let app: Application;
let browser: Browser;
let session: string;
let letterId: string;
let letter: string;
let desk: string;
/** The link of the mail that asks. */
let asking: string;

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  for (const locale of locales) {
    const { [locale]: text, en } = editedTexts('(edited)');
    await plantDraft(test$.ctx, { letterId, locale }, text, en);
  }
  session = await openSession(test$.ctx, 'owner');
  const { dataDir, secretsFile } = test$.ctx.config;
  const shared = { DATABASE_URL: test$.connectionString, SECRETS_FILE: secretsFile };
  [app, browser] = await Promise.all([startApplication(shared, dataDir), launchBrowser()]);
  letter = `${app.origin}/letters/${slug}`;
  desk = `${app.origin}/organise/letters/${slug}`;
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await test$.drop();
});

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const given = { viewport: phone, javaScriptEnabled: false, ...options };
  return (await browser.newContext(given)).newPage();
}

async function openDesk(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await open({ viewport: wide, javaScriptEnabled: true, ...options });
  await page.context().addCookies([{ name: 'undersigned', value: session, url: app.origin }]);
  return page;
}

async function fillIn(page: Page, email: string): Promise<void> {
  const form = page.locator('form#sign');
  await form.locator('[name=name]').fill('Ніна Ґедзь');
  await form.locator('[name=email]').fill(email);
  await form.locator('[name=visibility][value=public]').check();
}

async function linkTo(email: string, page: string): Promise<string> {
  const mail = await until(`a mail to ${email} with ${page}`, async () => {
    const mails = await (await fetch(`${app.origin}/dev/mail.json`)).json();
    return (mails as { to: string; links: string[] }[]).find(
      ({ to, links }) => to === email && links.some((link) => link.includes(page)),
    );
  });
  return mail.links.find((link) => link.includes(page)) ?? '';
}

test('Nina signs, the owner changes the meaning, and Nina decides about the new text', async () => {
  const page = await open();
  await page.goto(letter);
  const late = await open();
  await late.goto(letter);
  await fillIn(page, nina);
  await page.locator('form#sign button[type=submit]').click();
  await page.goto(await linkTo(nina, '/confirm/'));
  await page.locator('form button[type=submit]').click();
  expect(page.url()).toMatch(/\/thank-you/);

  const owner = await openDesk();
  await owner.goto(desk);
  await owner.getByRole('link', { name: 'Versions', exact: true }).first().click();
  await owner.getByRole('link', { name: 'Compare what was edited, and publish it' }).click();
  await owner.locator('ins').first().waitFor();
  await owner.getByLabel('A change of meaning').check();
  await owner.getByLabel('What changed, in English').fill('The salutation is another.');
  await owner.getByLabel('What changed, in Korean').fill('첫인사가 달라졌습니다.');
  await owner.getByRole('button', { name: 'Go on' }).click();
  await owner.getByText('Write in Ukrainian what changed.').first().waitFor();
  expect(await owner.getByLabel('What changed, in Korean').inputValue()).toBe(
    '첫인사가 달라졌습니다.',
  );
  await owner.getByLabel('What changed, in Ukrainian').fill('Змінено звертання.');
  await owner.getByRole('button', { name: 'Go on' }).click();
  await owner.getByText('at most 1 person').waitFor();
  await owner.getByRole('button', { name: 'Publish version 2' }).click();
  await owner.getByText('Version 2 is public now.').waitFor();
  // The page looks again by itself until the worker has asked.
  await owner.getByText('Everybody was asked').waitFor();

  asking = await linkTo(nina, '/carry-over/');
  await page.goto(asking);
  expect(await page.locator('ins').count()).toBe(1);
  await page.locator('form button[type=submit]').click();
  expect(await page.locator('form').count()).toBe(0);
  await page.goto(letter);
  expect(await page.locator('.sign-panel').textContent()).toContain(
    '1 person signed an earlier version of the text; 1 of them and 0 new people have signed version 2.',
  );

  await fillIn(late, 'late@people.example');
  await late.locator('form#sign button[type=submit]').click();
  await late.getByText('Nothing was signed, and what you typed is still here.').waitFor();
  expect(await late.locator('[name=name]').inputValue()).toBe('Ніна Ґедзь');
  await late.locator('form#sign button[type=submit]').click();
  expect(late.url()).toMatch(/\/check-mail$/);
});

test.each([
  ['light', phone],
  ['dark', phone],
  ['light', wide],
  ['dark', wide],
] as const)(
  'the pages about versions pass axe and fit: %s, %o',
  async (colorScheme, viewport) => {
    const shots = process.env.SHOTS;
    const ko = letter.replace('/letters', '/ko/letters');
    const read = [`${letter}/versions`, `${letter}/versions/2`, `${ko}/versions/2`, ko, asking];
    // Publishing has ended the draft; somebody writes on.
    const again = editedTexts('(again)');
    await test$.ctx.db.deleteFrom('text_drafts').execute();
    await plantDraft(test$.ctx, { letterId, locale: 'en' }, again.en, again.en);
    const page = await openDesk({ colorScheme, viewport, bypassCSP: true });
    const look = async (name: string) => {
      expect(await findViolations(page), name).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(wider, name).toBe(false);
      const path = `${shots}/${name}-${colorScheme}-${viewport.width}.png`;
      if (shots) await page.screenshot({ path, fullPage: true });
    };
    for (const [place, address] of read.entries()) {
      await page.goto(address);
      await look(`public-${place}`);
    }
    await page.goto(`${desk}/versions`);
    await look('desk-list');
    await page.goto(`${desk}/versions/new`);
    await page.getByText('Older than the text they translate').waitFor();
    await look('desk-behind');
    for (const locale of ['ko', 'uk'] as const) {
      await plantDraft(test$.ctx, { letterId, locale }, again[locale], again.en);
    }
    await page.goto(`${desk}/versions/new`);
    await look('desk-new');
    await page.getByLabel('A correction').check();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('Write in English what changed.').first().waitFor();
    await look('desk-refused');
    for (const language of ['English', 'Korean', 'Ukrainian']) {
      await page.getByLabel(`What changed, in ${language}`).fill('x');
    }
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: 'Publish version 3?' }).waitFor();
    expect(await page.locator('.desk-notice-error').count()).toBe(0);
    await look('desk-confirm');
    await page.context().close();
  },
  120_000,
);
