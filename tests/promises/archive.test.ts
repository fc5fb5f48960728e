import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSignature } from '../support/add-signature';
import { downloadArchive } from '../support/archive';
import { launchBrowser } from '../support/browser';
import { findViolations } from '../support/find-violations';
import { createLetter } from '../support/letter';
import { type Site, startSite } from '../support/site';

let site: Site;
let browser: Browser;
let files: Map<string, Buffer>;
let folder: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launchBrowser()]);
  const letterId = await createLetter(site.ctx);
  await addSignature(site.ctx, letterId, { name: 'Ґудзь Олена', country: 'UA' });
  await addSignature(site.ctx, letterId, { name: 'Nobody Shown', visibility: 'counted' });
  files = await downloadArchive(site);
  // The archive has to do without the site.
  await site.stop();
  folder = mkdtempSync(join(tmpdir(), 'undersigned-archive-'));
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
});
afterAll(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

test('an organiser keeps the letter in every language, its documents and the public names', () => {
  const names = [...files.keys()];
  for (const locale of ['en', 'ko', 'uk']) {
    for (const name of ['index.html', 'background.html', 'versions.html', 'version-1.html']) {
      expect(names).toContain(`${locale}/${name}`);
    }
    expect(files.get(`${locale}/letter.pdf`)?.subarray(0, 5).toString()).toBe('%PDF-');
  }
  expect(String(files.get('signatories.csv'))).toContain('Ґудзь Олена');
  expect(names.at(-1)).toBe('SHA256SUMS.txt');
  expect(String(files.get('SHA256SUMS.txt')).trim().split('\n')).toHaveLength(names.length - 1);
});

test('whoever opens it years later reads every page without the site and without a script', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const asked: string[] = [];
  const missing: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('requestfailed', (request) => {
    // Whoever goes on before everything has come breaks the rest off.
    const { errorText = '' } = request.failure() ?? {};
    if (errorText !== 'net::ERR_ABORTED') missing.push(request.url());
  });
  await page.goto(pathToFileURL(join(folder, 'index.html')).href);
  await page.getByRole('link', { name: /^English/ }).click();
  await page.getByText('This is a copy of').waitFor();
  const family = await page.locator('h1').evaluate((h1) => getComputedStyle(h1).fontFamily);
  expect(family).toContain('Source Serif 4');
  await page.getByRole('link', { name: '한국어' }).click();
  expect(page.url()).toContain('/ko/index.html');
  await page.getByRole('link', { name: 'Українська' }).click();
  await page.getByText('Копія сторінки').waitFor();
  await page.goto(pathToFileURL(join(folder, 'en/background.html')).href);
  await page.getByRole('link', { name: 'Back to the letter' }).first().click();
  expect(page.url()).toContain('/en/index.html');
  expect(missing).toEqual([]);
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
  expect(await page.locator('script, form, input, .sign-bar').count()).toBe(0);
  // Last, because axe asks for the styles once more, which a browser refuses it between files.
  expect(await findViolations(page)).toEqual([]);
  await context.close();
});
