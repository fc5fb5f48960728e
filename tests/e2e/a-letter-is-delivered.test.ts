import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, removeDataDir, startApplication, until } from '../support/application';
import { launchBrowser } from '../support/browser';
import { findViolations } from '../support/find-violations';
import { type SignedIn, signIn } from '../support/sign-in';

const slug = 'refuge-for-captured-soldiers';
const addressee = 'the Ambassador of Ukraine to the Republic of Korea';

let app: Application;
let browser: Browser;
let signedIn: SignedIn;
let deliveries: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApplication(), launchBrowser()]);
  deliveries = `${app.origin}/organise/letters/${slug}/deliveries`;
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

async function stateOf(id: string): Promise<string> {
  return JSON.parse((await app.command('delivery', 'show', id, '--json')).stdout).state;
}

test('an organiser on a phone without script prepares, tries, sends, stops, and sends a letter', async () => {
  const viewport = { width: 360, height: 740 };
  const page = await open({ storageState: signedIn, javaScriptEnabled: false, viewport });
  await page.goto(`${deliveries}/new`);
  await page.locator('[name=target][value=embassy]').check();
  await page.getByRole('button', { name: 'Freeze and preview' }).click();
  const base = page.url();
  const id = base.split('/').at(-1) ?? '';
  const current = page.locator('[aria-current=step]');
  expect(await current.textContent()).toBe('To whom');
  for (const step of ['Cut-off and annex', 'Words before the letter']) {
    await page.getByRole('link', { name: `Next: ${step}` }).click();
    expect(await current.textContent()).toContain(step);
  }
  await page.locator('[name=subject-locale-uk]').fill('x'.repeat(91));
  await page.locator('[name=cover-locale-en]').fill('We have the honour to enclose a letter.');
  await page.getByRole('button', { name: 'Save and freeze anew' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('90 characters');
  expect(await page.locator('[name=cover-locale-en]').inputValue()).toContain('the honour');
  await page.locator('[name=subject-locale-uk]').fill('Лист до Посольства');
  await page.getByRole('button', { name: 'Save and freeze anew' }).click();
  for (const step of ['Preview', 'Checks', 'Trial']) {
    await page.getByRole('link', { name: `Next: ${step}` }).click();
    if (step === 'Preview') {
      expect(await page.locator('pre').textContent()).toContain('the honour to enclose');
    }
    if (step === 'Checks') {
      expect(await page.getByText('Nothing stands in the way.').count()).toBe(1);
    }
  }
  await page.goto(`${base}?step=send`);
  await page.locator('[name=confirm]').fill(addressee);
  await page.getByRole('button', { name: `Send to ${addressee}` }).click();
  expect(await page.getByRole('alert').textContent()).toContain('no trial');
  expect(await page.locator('[name=confirm]').inputValue()).toBe(addressee);
  await page.goto(`${base}?step=test`);
  await page.locator('[name=to]').fill('second.look@elsewhere.example');
  await page.getByRole('button', { name: 'Send the trial' }).click();
  const trial = await app.mailTo('second.look@elsewhere.example');
  expect(trial.subject).toBe('[TEST] Лист до Посольства');
  await page.goto(`${base}?step=send`);
  await page.locator('[name=confirm]').fill(addressee);
  await page.getByRole('button', { name: `Send to ${addressee}` }).click();
  await page.getByRole('button', { name: 'Stop it' }).click();
  expect(await page.getByText('It was stopped. Nothing of it has left.').count()).toBe(1);
  expect(await stateOf(id)).toBe('prepared');
  await page.goto(`${base}?step=send`);
  await page.locator('[name=confirm]').fill(addressee);
  await page.getByRole('button', { name: `Send to ${addressee}` }).click();
  await until('the captured letter', async () => (await stateOf(id)) === 'captured');
  await page.goto(base);
  expect(await page.locator('[aria-labelledby=recipients-heading]').textContent()).toContain(
    'embassy.example',
  );
  await page.context().close();
  await lookAt(base, 'a delivery that has left');
}, 180_000);

test('every step, and what is planned, can be read by everybody at any width', async () => {
  const page = await open({ storageState: signedIn, javaScriptEnabled: false });
  await page.goto(`${deliveries}/triggers`);
  await page.locator('[name=target][value=embassy]').check();
  await page.locator('[name=kind][value=signatures]').check();
  await page.locator('[name=threshold]').fill('many');
  await page.getByRole('button', { name: 'Plan it' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('number of signatures');
  await page.locator('[name=threshold]').fill('5,000');
  await page.getByRole('button', { name: 'Plan it' }).click();
  expect(await page.getByText('At 5,000 signatures').count()).toBe(1);
  await lookAt(`${deliveries}/triggers`, 'planned deliveries');
  await lookAt(`${deliveries}/new`, 'a new delivery');
  await page.goto(`${deliveries}/new`);
  await page.locator('[name=target][value=front-desk]').check();
  await page.getByRole('button', { name: 'Freeze and preview' }).click();
  expect(await page.getByRole('link', { name: /Trial/ }).count()).toBe(0);
  await page.goto(`${deliveries}/new`);
  await page.locator('[name=target][value=embassy]').check();
  await page.getByRole('button', { name: 'Freeze and preview' }).click();
  const base = page.url();
  await page.context().close();
  for (const step of ['to', 'annex', 'cover', 'preview', 'checks', 'test', 'approve', 'send']) {
    await lookAt(`${base}?step=${step}`, step);
  }
}, 240_000);
