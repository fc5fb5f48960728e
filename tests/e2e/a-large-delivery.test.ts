import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { namesForTheWorker } from '~/domain/deliveries/preparation';
import { type Application, removeDataDir, startApplication } from '../support/application';
import { launchBrowser } from '../support/browser';
import { findViolations } from '../support/find-violations';
import { type SignedIn, signIn } from '../support/sign-in';

const slug = 'refuge-for-captured-soldiers';
const patience = 120_000;

let app: Application;
let browser: Browser;
let signedIn: SignedIn;
let deliveries: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApplication(), launchBrowser()]);
  deliveries = `${app.origin}/organise/letters/${slug}/deliveries`;
  signedIn = await signIn(browser, app.signInUrl);
  const loaded = await app.command('load', slug, '--signatures', String(namesForTheWorker * 2));
  expect(loaded.code, loaded.stderr).toBe(0);
}, 240_000);
afterAll(async () => {
  tellWorker('SIGCONT');
  await browser?.close();
  await app?.stop();
  if (app) removeDataDir(app.dataDir);
});

/** Holds the worker of this application where it is, or lets it go on. */
function tellWorker(signal: 'SIGSTOP' | 'SIGCONT'): void {
  const { pid } = app.process;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  const worker = children.find((child) =>
    readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('--only\0worker'),
  );
  process.kill(Number(worker), signal);
}

async function open(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ storageState: signedIn, ...options });
  context.setDefaultTimeout(20_000);
  return context.newPage();
}

/** A page in both widths and both themes: axe, and no sideways scroll. */
async function lookAt(path: string, words: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1280]) {
      const page = await open({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      await page.goto(path);
      await page.getByText(words).first().waitFor();
      expect(await findViolations(page), `${words} ${colorScheme} ${width}`).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(wider, `${words} ${width}`).toBe(false);
      await page.context().close();
    }
  }
}

test('an organiser without script waits for a dossier of very many names, and with script for another', {
  timeout: 2 * patience + 60_000,
}, async () => {
  const viewport = { width: 360, height: 740 };
  const plain = await open({ javaScriptEnabled: false, viewport });
  await plain.goto(`${deliveries}/new`);
  tellWorker('SIGSTOP');
  await plain.locator('[name=target][value=embassy]').check();
  await plain.getByRole('button', { name: 'Freeze and preview' }).click();
  const base = plain.url();
  await plain.getByRole('heading', { name: 'It is being prepared' }).waitFor();
  await lookAt(base, 'It is being prepared');
  await lookAt(deliveries, 'being prepared');
  tellWorker('SIGCONT');
  // Nobody touches it: it looks again by itself.
  await plain.getByLabel('Steps of this delivery').waitFor({ timeout: patience });
  expect(plain.url()).toBe(base);
  await plain.context().close();

  const page = await open({ viewport });
  const visits: string[] = [];
  page.on('load', () => visits.push(page.url()));
  await page.goto(`${base}?step=annex`);
  tellWorker('SIGSTOP');
  await page.getByRole('button', { name: 'Freeze anew' }).click();
  await page.getByRole('heading', { name: 'It is being frozen anew' }).waitFor();
  await lookAt(`${base}?step=send`, 'This can be done once the dossier is frozen anew');
  tellWorker('SIGCONT');
  await page
    .getByText('The dossier was frozen as everything is now')
    .waitFor({ timeout: patience });
  expect(await page.getByText('It is being frozen anew').count()).toBe(0);
  expect(visits).toHaveLength(1);
  await page.context().close();
});
