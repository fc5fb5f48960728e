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

async function open(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: wide, ...options });
  return context.newPage();
}

function openDesk(options: BrowserContextOptions = {}): Promise<Page> {
  return open({ storageState: signedIn, javaScriptEnabled: false, ...options });
}

async function count(): Promise<number> {
  const answer = await fetch(`${app.origin}/letters/${slug}/status.json`);
  return ((await answer.json()) as { signatures: number }).signatures;
}

function countBecomes(expected: number) {
  return until(`a count of ${expected}`, async () => (await count()) === expected);
}

/** Signs on the public page and confirms from the mailbox, without JavaScript. */
async function sign(name: string, email: string): Promise<void> {
  const page = await open({ javaScriptEnabled: false, viewport: phone });
  await page.goto(`${app.origin}/letters/${slug}/sign`);
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=visibility][value=public]').check();
  await page.locator('form#sign button[type=submit]').click();
  const mail = await app.mailTo(email);
  await page.goto(mail.links.find((link) => link.includes('/confirm/')) ?? '');
  await page.locator('form button[type=submit]').first().click();
  expect(page.url()).toMatch(/\/thank-you/);
  await page.context().close();
}

async function addRule(domain: string): Promise<void> {
  const page = await openDesk();
  await page.goto(`${desk}/rules`);
  const form = page.getByRole('form', { name: 'Hold or refuse signatures' });
  await form.getByLabel('Hold for review').check();
  await form.getByLabel('What is it about?').selectOption('mail-domain');
  await form.getByLabel('Which one?').fill(domain);
  await form.getByLabel('Reason').fill('looked strange');
  await form.getByRole('button', { name: 'Add this rule' }).click();
  expect(await page.locator('#live').count()).toBe(1);
  await page.context().close();
}

async function publicNames(): Promise<string> {
  const pages = ['', '/signatures?q=%D0%9C%D0%B0%D1%80%D1%96%D1%8F', '/letter.txt'].map(
    async (path) => (await fetch(`${app.origin}/letters/${slug}${path}`)).text(),
  );
  return (await Promise.all(pages)).join('\n');
}

describe('without JavaScript the organiser', () => {
  test('holds a mail domain for review, and accepts who came from there', async () => {
    const before = await count();
    await addRule('watched.example');
    await sign('Марія Перевірка', 'maria@watched.example');
    expect(await count()).toBe(before);
    expect(await publicNames()).not.toContain('Марія Перевірка');
    const page = await openDesk();
    await page.goto(desk);
    await page.getByRole('link', { name: 'Review', exact: true }).last().click();
    expect(await page.locator('h2').first().textContent()).toBe('Марія Перевірка');
    expect(await page.getByText('watched mail domain').count()).toBe(1);
    await page.getByRole('button', { name: 'Leave out' }).click();
    expect(await page.title()).toMatch(/^Error: /);
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('The signature is accepted and counts.').waitFor();
    await page.getByText('Nothing waits for review.').waitFor();
    await countBecomes(before + 1);
    await until('the name', async () => (await publicNames()).includes('Марія Перевірка'));
    await page.context().close();
  });

  test('takes 300 signatures out, and puts them back', async () => {
    const before = await count();
    expect((await app.command('load', slug, '--signatures', '300')).code).toBe(0);
    await countBecomes(before + 300);
    const page = await openDesk();
    await page.goto(`${desk}/signatures`);
    const newest = Number(await page.locator('tbody th').first().textContent());
    const numbers = Array.from({ length: 300 }, (_, offset) => newest - offset);
    await page.goto(`${desk}/invalidations`);
    await page.getByRole('button', { name: 'Count them' }).click();
    expect(await page.title()).toMatch(/^Error: /);
    await page.getByLabel('Only these numbers').fill(numbers.join(' '));
    await page.getByRole('button', { name: 'Count them' }).click();
    expect(await page.locator('.desk-lead').textContent()).toMatch(/^300 signatures/);
    expect(await page.locator('tbody tr').count()).toBe(20);
    expect(await count()).toBe(before + 300);
    await page.getByLabel('Reason').fill('stuffed for this test');
    await page.getByLabel('Type the number').fill('299');
    await page.getByRole('button', { name: 'Take 300 signatures out' }).click();
    expect(await page.getByLabel('Reason').inputValue()).toBe('stuffed for this test');
    await page.getByLabel('Type the number').fill('300');
    await page.getByRole('button', { name: 'Take 300 signatures out' }).click();
    await countBecomes(before);
    const undo = page.getByRole('button', { name: 'Undo: put 300 back' });
    await until('the end of the work', async () => {
      await page.reload();
      return (await undo.count()) === 1;
    });
    await undo.click();
    await countBecomes(before + 300);
    await page.context().close();
  });

  test('hides every name with one press, and shows them only after typing', async () => {
    expect(await publicNames()).toContain('Марія Перевірка');
    const counted = await count();
    const page = await openDesk();
    await page.goto(`${desk}/settings`);
    await page.getByRole('button', { name: 'Hide all names now' }).click();
    const begun = Date.now();
    await until('no name', async () => !(await publicNames()).includes('Марія Перевірка'));
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(await count()).toBe(counted);
    await page.getByRole('button', { name: 'Show names again' }).click();
    expect(await page.title()).toMatch(/^Error: /);
    expect(await publicNames()).not.toContain('Марія Перевірка');
    await page.getByLabel('Type the short name').fill(slug);
    await page.getByRole('button', { name: 'Show names again' }).click();
    await until('the names', async () => (await publicNames()).includes('Марія Перевірка'));
    await page.context().close();
  });

  test('allows the network of an event, and ends that', async () => {
    const page = await openDesk();
    await page.goto(`${desk}/rules`);
    const form = page.getByRole('form', { name: 'People at this venue' });
    await form.getByLabel('Network').fill('the hall');
    await form.getByLabel('Reason').fill('vigil');
    await form.getByRole('button').click();
    expect(await page.title()).toMatch(/^Error: /);
    expect(await form.getByLabel('Reason').inputValue()).toBe('vigil');
    await form.getByLabel('Network').fill('203.0.113.7');
    await form.getByRole('button').click();
    await page.getByText('The rule is added').waitFor();
    const row = page.locator('tbody tr', { hasText: '203.0.113.7' });
    expect(await row.textContent()).toContain('allowed');
    await row.getByRole('button').click();
    await page.getByText('The rule has ended.').waitFor();
    await page.context().close();
  });
});

describe('with JavaScript', () => {
  test('a reviewer decides by keys, and can switch them off', async () => {
    for (const name of ['Перша Особа', 'Друга Особа', 'Третя Особа']) {
      await sign(name, `${Buffer.from(name).toString('hex').slice(0, 12)}@watched.example`);
    }
    const page = await openDesk({ javaScriptEnabled: true });
    await page.goto(`${desk}/review`);
    const shows = (name: string) => page.locator('h2', { hasText: name }).waitFor();
    await shows('Перша Особа');
    await page.locator('.desk-keys kbd').first().waitFor();
    await page.keyboard.press('j');
    await shows('Друга Особа');
    await page.keyboard.press('k');
    await shows('Перша Особа');
    await page.keyboard.press('a');
    await shows('Друга Особа');
    await page.keyboard.press('d');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await shows('Третя Особа');
    await page.getByRole('button', { name: 'Switch the keys off' }).click();
    await page.reload();
    await page.getByText('Keys are switched off.').waitFor();
    await page.keyboard.press('a');
    expect(await page.getByText('1 of 1 held for review').count()).toBe(1);
    await page.context().close();
  });

  const parts = [
    '',
    '/review',
    '/review?list=flagged',
    '/reports',
    '/paper',
    '/rules',
    '/invalidations',
    '/settings',
    '/signatures',
    '/endorsements',
    '/invitations',
    '/changes',
    '/closing',
    '/afterwards',
    '/team',
    '/access',
    '/updates',
    '/audit',
    '/signatures?state=confirmed&without=source',
  ];

  const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
    [phone, wide].map((viewport) => ({ colorScheme, viewport, width: viewport.width })),
  );

  test.each(looks)(
    'every page of this part fits $width px, passes axe and logs no fault, $colorScheme',
    async ({ colorScheme, viewport }) => {
      const page = await openDesk({
        colorScheme,
        viewport,
        javaScriptEnabled: true,
        bypassCSP: true,
      });
      await page.goto(`${desk}/invalidations`);
      const earlier = (await page.locator('tbody a').first().getAttribute('href')) ?? '';
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      const others = ['/organise/account', '/organise/audit', earlier];
      const paths = others.map((path) => app.origin + path);
      for (const path of [...parts.map((part) => desk + part), ...paths]) {
        await page.goto(path);
        expect(await findViolations(page), path).toEqual([]);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        );
        expect(wider, path).toBe(false);
      }
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );
});

describe('organisations that wait', () => {
  test('are taken one at a time without JavaScript, and a decision without a reason keeps the page', async () => {
    const page = await openDesk();
    await page.goto(`${desk}/endorsements`);
    await page.getByText('2 waiting').waitFor();
    await page.getByRole('button', { name: 'Look at the first one' }).click();
    await page.getByText('1 of 2 waiting').waitFor();
    const [first] = await page.locator('.desk-card h3').allTextContents();
    await page.getByRole('button', { name: 'Next, without deciding' }).click();
    await page.getByText('2 of 2 waiting').waitFor();
    const [second] = await page.locator('.desk-card h3').allTextContents();
    expect(second).not.toBe(first);
    await page.getByLabel('In your own words').fill('Not yet');
    await page.getByRole('button', { name: 'Approve' }).click();
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.locator('.desk-card h3').allTextContents()).toEqual([second]);
    await page.getByRole('button', { name: 'Previous' }).click();
    expect(await page.locator('.desk-card h3').allTextContents()).toEqual([first]);
    await page.context().close();
  });

  test('are asked, approved and declined by keyboard alone', async () => {
    const page = await openDesk({ javaScriptEnabled: true });
    await page.goto(`${desk}/endorsements`);
    await page.getByText('1 of 2 waiting').waitFor();
    await page.locator('.desk-keys kbd').first().waitFor();
    await page.keyboard.press('j');
    await page.getByText('2 of 2 waiting').waitFor();
    await page.keyboard.press('k');
    await page.getByText('1 of 2 waiting').waitFor();
    await page.keyboard.press('q');
    await page.keyboard.type('Who agreed?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('The question is on its way.').waitFor();
    await page.getByText('2 of 2 waiting').waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByText('The organisation is approved.').waitFor();
    await page.getByText('1 of 1 waiting').waitFor();
    await page.getByText('Who agreed?').waitFor();
    await page.keyboard.press('d');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByText('The organisation is declined').waitFor();
    await page.getByText('No organisation waits for a decision.').waitFor();
    await page.context().close();
  });
});
