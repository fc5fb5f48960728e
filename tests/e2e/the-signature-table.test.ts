import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, removeDataDir, startApplication, until } from '../support/application';
import { launchBrowser } from '../support/browser';
import { findViolations } from '../support/find-violations';

const slug = 'refuge-for-captured-soldiers';
const wide = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

let app: Application;
let browser: Browser;
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>;
let table: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApplication(), launchBrowser()]);
  table = `${app.origin}/organise/letters/${slug}/signatures`;
  const context = await browser.newContext({ viewport: wide, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(app.signInUrl);
  await page.locator('form button').click();
  signedIn = await context.storageState();
  await context.close();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  if (app) removeDataDir(app.dataDir);
});

async function openDesk(options: BrowserContextOptions = {}): Promise<Page> {
  const given = { viewport: wide, storageState: signedIn, ...options };
  return (await browser.newContext(given)).newPage();
}

async function publicCount(): Promise<number> {
  const answer = await fetch(`${app.origin}/letters/${slug}/status.json`);
  return ((await answer.json()) as { signatures: number }).signatures;
}

/** Presses Tab until the focused element has this name, as somebody without a mouse does. */
async function tabTo(page: Page, name: RegExp, most = 150): Promise<void> {
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press('Tab');
    const text = await page.evaluate(() => {
      const at = document.activeElement as HTMLElement | null;
      const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : at?.textContent;
      return (label ?? '').trim();
    });
    if (name.test(text)) return;
  }
  throw new Error(`no way to ${name} by Tab`);
}

describe('by keyboard alone a moderator', () => {
  test('sorts, ticks, hears the count, takes out with a reason, and undoes it', async () => {
    const before = await publicCount();
    const page = await openDesk();
    await page.goto(`${table}?state=confirmed`);
    await page.getByText('Nothing is ticked.').waitFor();
    await tabTo(page, /^Signed/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/sort=signed/);
    await page.locator('th[aria-sort=descending]', { hasText: 'Signed' }).waitFor();
    for (let n = 0; n < 2; n += 1) {
      await tabTo(page, /^Tick number/);
      await page.keyboard.press('Space');
    }
    await page.locator('[aria-live=polite]', { hasText: '2 ticked on this page.' }).waitFor();
    await tabTo(page, /^Go on with what is ticked/);
    await page.keyboard.press('Enter');
    await page.getByText('2 signatures selected.').waitFor();
    await page.locator('#reason').focus();
    await page.keyboard.type('a test');
    await tabTo(page, /^Take out of the count: 2 signatures/);
    await page.keyboard.press('Enter');
    await page.getByText('2 taken out of the count.').waitFor();
    await until('a lower count', async () => (await publicCount()) === before - 2);
    await tabTo(page, /^Undo this for 2/);
    await page.keyboard.press('Enter');
    await page.getByText('Undone.').waitFor();
    await until('the count of before', async () => (await publicCount()) === before);
    await page.context().close();
  });

  test('finds part of a Korean name, opens a signature and sees the address once', async () => {
    const page = await openDesk();
    await page.goto(table);
    const named = page.locator('.desk-signatures tbody bdi:lang(ko)').first();
    await named.waitFor();
    await page.goto(`${table}?state=confirmed&visibility=public&locale=ko`);
    const name = (await page.locator('.desk-signatures tbody bdi').first().textContent()) ?? '';
    const part = [...name].slice(1, 3).join('');
    await page.locator('#q').focus();
    await page.keyboard.type(part);
    await page.keyboard.press('Enter');
    await page.getByText('Only public names are searched').waitFor();
    const found = await page.locator('.desk-signatures tbody tr td:nth-child(3)').allTextContents();
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(one).toContain(part);
    await tabTo(page, /^\d+$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Signature \d+/ }).waitFor();
    expect(await page.textContent('main')).toMatch(/.•••@mail\.example/);
    await tabTo(page, /^Show address/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Shown this once' }).waitFor();
    expect(await page.textContent('main')).toMatch(/person-\d+-\d+@mail\.example/);
    await page.reload();
    await page.getByText('Address and words shown').first().waitFor();
    expect(await page.textContent('main')).not.toMatch(/person-\d+-\d+@mail\.example/);
    await page.context().close();
  });
});

describe('without JavaScript', () => {
  test('a page is ticked by a link, and all of a view are kept off the list and let back', async () => {
    const page = await openDesk({ javaScriptEnabled: false });
    await page.goto(`${table}?country=UA&state=confirmed&visibility=public`);
    await page.getByRole('link', { name: /^Tick all/ }).click();
    const boxes = page.locator('input[name=tick]');
    expect(await page.locator('input[name=tick]:checked').count()).toBe(await boxes.count());
    const all = page.getByRole('button', { name: /^Select all [\d,]+ matching/ });
    const [, matching = ''] = /all ([\d,]+) /.exec((await all.textContent()) ?? '') ?? [];
    await all.click();
    await page.getByText(`${matching} signatures selected.`).waitFor();
    await page.getByRole('button', { name: /^Keep off the public list/ }).click();
    await until('the end of the work', async () => {
      await page.reload();
      return (await page.getByText(`${matching} kept off the public list.`).count()) === 1;
    });
    const shown = async () =>
      (await (await fetch(`${app.origin}/letters/${slug}/signatures?country=UA`)).text()).includes(
        '<bdi',
      );
    await until('nobody from there', async () => !(await shown()));
    await page.getByRole('button', { name: /^Undo this for/ }).click();
    await until('somebody from there', shown);
    await page.context().close();
  });
});

/** Pages of this part in their states: a selection before, in its interruption and done. */
async function someAddresses(): Promise<string[]> {
  const page = await openDesk({ javaScriptEnabled: false });
  async function select(search: string): Promise<string> {
    await page.goto(`${table}${search}`);
    await page.getByRole('button', { name: /^Select all/ }).click();
    return page.url();
  }
  const pending = await select('?state=pending');
  const done = await select('?state=confirmed&country=UA');
  await page.getByRole('button', { name: /^Keep off the public list/ }).click();
  await page.goto(table);
  const one = await page.locator('tbody th a').first().getAttribute('href');
  await page.goto(`${table}/views`);
  await page.getByLabel('Name of the view').fill('A kept one');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.context().close();
  return [
    table,
    `${table}?q=%EB%AF%BC&sort=name`,
    `${table}?flag=any&from=2020-01-01`,
    `${table}?q=zzzz`,
    `${table}/views`,
    app.origin + one,
    pending,
    `${pending}?about=resend`,
    done,
  ];
}

describe('every page of this part', () => {
  let addresses: string[];
  beforeAll(async () => {
    addresses = await someAddresses();
  });

  test.each([
    ['light', phone],
    ['light', wide],
    ['dark', phone],
    ['dark', wide],
  ] as const)('in %s fits %o, passes axe and logs no fault', async (colorScheme, viewport) => {
    const page = await openDesk({ colorScheme, viewport, bypassCSP: true });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    for (const [index, address] of addresses.entries()) {
      await page.goto(address);
      expect(await findViolations(page), address).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(wider, address).toBe(false);
      if (process.env.SHOTS) {
        const path = `${process.env.SHOTS}/${index}-${viewport.width}-${colorScheme}.png`;
        await page.screenshot({ path, fullPage: true });
      }
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
