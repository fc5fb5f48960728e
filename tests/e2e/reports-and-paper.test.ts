import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
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
let signedIn: SignedIn;
let desk: string;

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
  const context = await browser.newContext({ viewport: phone, ...options });
  return context.newPage();
}

function openDesk(options: BrowserContextOptions = {}): Promise<Page> {
  return open({ storageState: signedIn, viewport: wide, ...options });
}

async function status(): Promise<{ signatures: number; paperSignatures: number }> {
  const answer = await fetch(`${app.origin}/letters/${slug}/status.json`);
  return (await answer.json()) as { signatures: number; paperSignatures: number };
}

/** Violations of axe, and whether the page is wider than its window. */
async function faultsOf(page: Page): Promise<string[]> {
  const found = await findViolations(page);
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  return wider ? [...found, 'wider than the window'] : found;
}

/** Reports the newest name of the public list; returns it with the reference. */
async function reportNewest(prefix: string, fields: { reason: string; words: string }) {
  const page = await open({ javaScriptEnabled: false });
  await page.goto(`${app.origin}${prefix}/letters/${slug}/signatures`);
  const row = page.locator('tbody tr').first();
  const name = (await row.locator('th').textContent())?.trim() ?? '';
  await row.locator('a.report-link').click();
  await page.locator(`[name=reason][value=${fields.reason}]`).check();
  await page.locator('[name=words]').fill(fields.words);
  await page.locator('[name=email]').fill('reporter@people.example');
  await page.locator('form#report button').click();
  const reference = (await page.locator('main strong').first().textContent()) ?? '';
  await page.context().close();
  return { name, reference };
}

describe('a signature that is reported on a phone without JavaScript', () => {
  test('is decided at the desk by keys, leaves the count, and can come back', async () => {
    const before = await status();
    const reported = await reportNewest('/ko', {
      reason: 'without-permission',
      words: '제 이름입니다',
    });
    expect(reported.reference).toMatch(/[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}/);
    expect(await status()).toMatchObject({ signatures: before.signatures });
    const page = await openDesk();
    await page.goto(desk);
    await page.getByText('One reported signature waits for a decision').waitFor();
    await page.getByRole('link', { name: 'Decide' }).first().click();
    await page.getByText('1 of 1 reported').waitFor();
    await page.getByText('제 이름입니다').waitFor();
    await page.locator('.desk-keys kbd').first().waitFor();
    await page.keyboard.press('q');
    await page.keyboard.press('Enter');
    await page.getByText('has not answered yet').waitFor();
    await page.keyboard.press('d');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByText('No reported signature waits for a decision.').waitFor();
    await until('the count', async () => (await status()).signatures === before.signatures - 1);
    const mail = await app.mailTo('reporter@people.example');
    expect(mail.links.join()).toContain(`/ko/letters/${slug}`);
    await page.getByRole('link', { name: 'See what was taken out' }).click();
    await page.locator('tbody a').first().click();
    await page.getByText('Reported:').waitFor();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await until('the count', async () => (await status()).signatures === before.signatures);
    await page.context().close();
  });
});

describe('sheets of paper', () => {
  test('are entered with a scan and verified, and stand apart on the page in each language', async () => {
    const before = await status();
    const page = await openDesk();
    await page.goto(`${desk}/paper`);
    await page.getByLabel('Where was it collected?').fill('Gwanghwamun Square');
    await page.getByLabel('From').fill('2025-03-01');
    await page.getByLabel('By whom?').fill('Harbour Light Initiative');
    await page.getByLabel('Signatures on the sheets').fill('320');
    await page.getByLabel('Of these judged valid').fill('400');
    await page.getByRole('button', { name: 'Enter the batch' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('By whom?').inputValue()).toBe('Harbour Light Initiative');
    await page.getByLabel('Of these judged valid').fill('312');
    await page.getByRole('button', { name: 'Enter the batch' }).click();
    await page.getByText('No scan has been added.').waitFor();
    const create = { width: 800, height: 1100, channels: 3 as const, background: 'white' };
    const buffer = await sharp({ create }).png().toBuffer();
    await page
      .getByLabel('Add scans')
      .setInputFiles([{ name: 'sheet.png', mimeType: 'image/png', buffer }]);
    await page.getByRole('button', { name: 'Add the scans' }).click();
    await page.getByText('The scans are stored.').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^paper-1-[0-9a-f]{12}\.jpg$/);
    await page.getByLabel('Valid signatures that you counted').fill('312');
    await page.getByRole('button', { name: 'Verify the batch' }).click();
    await page.getByText('The batch is verified').waitFor();
    expect(await status()).toMatchObject({ signatures: before.signatures, paperSignatures: 312 });
    const words = {
      '': 'and 312 signatures on paper, in 1 batch',
      '/ko': '종이 서명 312건',
      '/uk': 'і 312 підписів на папері (1 пакет)',
    };
    for (const [prefix, text] of Object.entries(words)) {
      for (const path of ['', '/signatures']) {
        const html = await (await fetch(`${app.origin}${prefix}/letters/${slug}${path}`)).text();
        expect(html.replaceAll('\u00a0', ' '), prefix + path).toContain(text);
      }
    }
    const batch = page.url().split('?')[0] ?? '';
    expect(await faultsOfEach([batch], { storageState: signedIn })).toEqual([]);
    await page.context().close();
  });
});

/** Looks at pages in both widths, light and dark. */
async function faultsOfEach(urls: string[], options: BrowserContextOptions): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of [phone, wide]) {
      const page = await open({ colorScheme, viewport, bypassCSP: true, ...options });
      for (const url of urls) {
        await page.goto(url);
        const where = `${url} ${colorScheme} ${viewport.width}`;
        found.push(...(await faultsOf(page)).map((fault) => `${where} ${fault}`));
      }
      await page.context().close();
    }
  }
  return found;
}

test('nothing is wrong with any new page for axe, at two widths, light and dark', async () => {
  await reportNewest('/uk', { reason: 'other', words: 'Двічі' });
  const letter = `letters/${slug}/signatures`;
  const pages = [`ko/${letter}/1/report`, `uk/${letter}/1/report?sent=ABCD-2345`, letter];
  expect(
    await faultsOfEach(
      pages.map((path) => `${app.origin}/${path}`),
      {},
    ),
  ).toEqual([]);
  expect(await faultsOfEach([`${desk}/reports`], { storageState: signedIn })).toEqual([]);
  const page = await open({ bypassCSP: true });
  await page.goto(`${app.origin}/uk/letters/${slug}/signatures/1/report`);
  await page.locator('form#report button').click();
  await page.locator('.error-summary').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.context().close();
}, 120_000);
