import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, removeDataDir, startApplication, until } from '../support/application';
import { launchBrowser } from '../support/browser';
import { findViolations } from '../support/find-violations';
import { type SignedIn, signIn } from '../support/sign-in';
import { createVisitor } from '../support/visitor';

const slug = 'refuge-for-captured-soldiers';
const reader = 'reader@people.example';
const subjects = {
  en: 'The Embassy has answered',
  ko: '대사관이 답변했습니다',
  uk: 'Посольство відповіло',
};

let app: Application;
let browser: Browser;
let signedIn: SignedIn;
let updates: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApplication(), launchBrowser()]);
  updates = `${app.origin}/organise/letters/${slug}/updates`;
  signedIn = await signIn(browser, app.signInUrl);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  if (app) removeDataDir(app.dataDir);
});

async function open(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(20_000);
  return context.newPage();
}

/** Signs in Ukrainian on a phone without JavaScript and ticks the box for news. */
async function signWithNews(): Promise<void> {
  const phone = { width: 360, height: 740 };
  const page = await open({ javaScriptEnabled: false, viewport: phone });
  await page.goto(`${app.origin}/uk/letters/${slug}/sign`);
  await page.locator('[name=name]').fill('Олена Новинна');
  await page.locator('[name=email]').fill(reader);
  await page.locator('[name=visibility][value=counted]').check();
  await page.locator('form#sign summary').click();
  const box = page.locator('[name=updates]');
  expect(await box.isChecked()).toBe(false);
  expect(await page.locator('label[for=sign-updates]').textContent()).toContain('не більше 3');
  await box.check();
  await page.locator('form#sign button[type=submit]').click();
  const mail = await app.mailTo(reader);
  await page.goto(mail.links.find((link) => link.includes('/confirm/')) ?? '');
  expect(await page.locator('[name=updates]').isChecked()).toBe(true);
  await page.locator('form button[type=submit]').first().click();
  await page.context().close();
}

/** A page in both widths and both themes: axe, no sideways scroll, no fault in the console. */
async function lookAt(path: string, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1280]) {
      const viewport = { width, height: 900 };
      const page = await open({ storageState: signedIn, colorScheme, viewport, bypassCSP: true });
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      await page.goto(path);
      expect(await findViolations(page), `${name} ${colorScheme} ${width}`).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(wider, `${name} ${width}`).toBe(false);
      expect(faults, name).toEqual([]);
      await page.context().close();
    }
  }
}

test('an owner alone writes, tests and approves; a signatory reads, unsubscribes and stays', async () => {
  await signWithNews();
  const page = await open({ storageState: signedIn, javaScriptEnabled: false });
  await page.goto(updates);
  await page.getByLabel('The addressee has answered').check();
  await page.getByRole('button', { name: 'Begin to write' }).click();
  const address = page.url();
  for (const language of ['en', 'ko', 'uk'] as const) {
    await page.goto(`${address}?language=${language}`);
    await page.locator('#subject').fill(subjects[language]);
    await page.locator('#body').fill(`**${subjects[language]}**\n\n1204.`);
    await page.locator('button[value=text]').click();
    await page.getByText('Saved.').waitFor();
  }
  await page.getByLabel('Also put it on the public timeline').check();
  await page.getByRole('button', { name: 'Save these choices' }).click();
  await lookAt(`${address}?language=uk`, 'writing');
  await page.getByRole('button', { name: 'Send the test' }).click();
  await page.getByText('The test is on its way: 3 mails.').waitFor();
  await lookAt(address, 'tested');
  const button = page.getByRole('button', { name: /^Approve and send to/ });
  const people = /to ([\d,]+) people/.exec((await button.textContent()) ?? '')?.[1] ?? '';
  await button.click();
  expect(await page.title()).toMatch(/^Error: /);
  await page.getByLabel('Type the number of people').fill(people);
  await button.click();
  await page.getByText('Approved. The mails begin to leave.').waitFor();
  await expect
    .poll(
      async () => {
        await page.goto(address);
        return page.getByText('All mails that could leave have left.').count();
      },
      { timeout: 150_000, interval: 1000 },
    )
    .toBe(1);
  await lookAt(address, 'sent');
  await lookAt(updates, 'list');

  const mail = await app.mailTo(reader, 'Надійшла відповідь');
  const unsubscribe = mail.links.find((link) => link.includes('/unsubscribe/')) ?? '';
  const raw = await (await fetch(`${app.origin}/dev/mail/${mail.id}.eml`)).text();
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
  const visitor = createVisitor(app.origin);
  expect((await visitor.get(new URL(unsubscribe).pathname)).status).toBe(200);
  const oneClick = await fetch(unsubscribe, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    redirect: 'manual',
  });
  expect(oneClick.status).toBe(200);
  await page.goto(address);
  const ended = page.locator('dt', { hasText: 'Ended news by its link' }).locator('+ dd');
  expect(await ended.textContent()).toBe('1');
  const mine = mail.links.find((link) => link.includes('/my-signature/')) ?? '';
  const manage = await visitor.get(new URL(mine).pathname);
  expect(manage.html).toContain('value="Олена Новинна"');
  expect(manage.html).not.toMatch(/name="updates"[^>]*checked/);

  for (const [prefix, language] of [
    ['', 'en'],
    ['/ko', 'ko'],
    ['/uk', 'uk'],
  ] as const) {
    await until(`the timeline in ${language}`, async () => {
      const background = await visitor.get(`${prefix}/letters/${slug}/background`);
      return background.html.includes(`<strong>${subjects[language]}</strong>`);
    });
    const feed = await visitor.get(`${prefix}/letters/${slug}/feed.atom`);
    expect(feed.html).toContain(subjects[language]);
  }
  await page.context().close();
}, 240_000);
