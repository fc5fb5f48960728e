import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import { launchBrowser } from '../support/browser';
import { ageFactors, codeOf, enrol, passphrase } from '../support/enrolled';
import { findViolations } from '../support/find-violations';
import { createLetter, slug } from '../support/letter';
import { type Site, startSite } from '../support/site';

const wide = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite({ byName: true }), launchBrowser()]);
  await createLetter(site.ctx);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  return (await browser.newContext({ viewport: wide, ...options })).newPage();
}

async function linkFor(email: string): Promise<string> {
  const actor = { kind: 'operator' } as const;
  const added = await addOrganiser(site.ctx, { email, role: 'owner', actor });
  if (!added.ok) throw new Error(added.reason);
  return `${site.origin}/organise/sign-in/${added.signInToken}`;
}

/** A device that keeps passkeys and finds its user at hand, as Chromium plays it. */
async function giveDevice(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function secretOn(page: Page): Promise<string> {
  return ((await page.locator('.desk-key code').textContent()) ?? '').replaceAll(' ', '');
}

test('without JavaScript: from the link to a protected account, out, and in again by passphrase and code', async () => {
  const page = await open({ javaScriptEnabled: false, viewport: phone });
  await page.goto(await linkFor('olena@desk.example'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(new URL(page.url()).pathname).toBe('/organise');
  await page.getByRole('link', { name: 'Protect your account' }).click();
  await page.getByRole('link', { name: 'Choose a passphrase' }).click();
  await page.getByLabel('Passphrase').fill('password2026');
  await page.getByRole('button', { name: 'Save the passphrase' }).click();
  expect(await page.title()).toMatch(/^Error: /);
  expect(await page.getByLabel('Passphrase').inputValue()).toBe('');
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Save the passphrase' }).click();
  const secret = await secretOn(page);
  const used = codeOf(secret);
  await page.getByLabel('The six digits').fill(used);
  await page.getByRole('button', { name: 'Connect' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as text' }).click(),
  ]);
  const stored = readFileSync((await file.path()) ?? '', 'utf8');
  const codes = await page.locator('.desk-codes code').allTextContents();
  expect(codes).toHaveLength(10);
  for (const code of codes) expect(stored).toContain(code);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByRole('link', { name: 'Next: does mail leave?' }).click();
  await page.getByText('Mail is captured here').waitFor();
  await page.getByRole('link', { name: 'To the desk' }).click();
  expect(await page.locator('.desk-protect').count()).toBe(0);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Email address').fill('olena@desk.example');
  await page.getByLabel('Passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Code from your').fill(used);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  expect(await page.title()).toBe('Error: Second step – Organiser’s desk');
  await page.getByText('I have neither at hand').click();
  await page.getByLabel('Recovery code').fill(codes[3] ?? '');
  await page.getByRole('button', { name: 'Sign in with this code' }).click();
  expect(new URL(page.url()).pathname).toBe('/organise');
  await page.goto(`${site.origin}/organise/account`);
  await page.getByText('9 left').waitFor();
  await page.context().close();
});

describe('with a passkey', () => {
  let page: Page;
  beforeAll(async () => {
    page = await open();
    await giveDevice(page);
  });
  afterAll(() => page.context().close());

  test('an account is protected, and signed in to with one press', async () => {
    await page.goto(await linkFor('taras@desk.example'));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Protect your account' }).click();
    await page.getByRole('link', { name: 'Use a passkey' }).click();
    await page.getByLabel('What you call it').fill('Laptop of Тарас');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByRole('heading', { name: 'This installation' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL(`${site.origin}/organise`);
    await page.goto(`${site.origin}/organise/account/passkeys`);
    await page.getByText('Laptop of Тарас', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('This device has a passkey for this account already.').waitFor();
  });

  test('it is asked for again before the team changes, and what was typed goes through', async () => {
    await ageFactors(site.ctx, 11);
    await page.goto(`${site.origin}/organise/letters/${slug}/team`);
    await page.getByLabel('Mailbox').fill('new@desk.example');
    await page.getByLabel('Translator').check();
    await page.getByRole('button', { name: 'Give this role' }).click();
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
    expect(await page.getByText('new@desk.example').count()).toBe(0);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('The role is given.').waitFor();
    await page.locator('tbody tr', { hasText: 'new@desk.example' }).waitFor();
  });

  test('it is asked for again before the full export, which then begins by itself', async () => {
    await ageFactors(site.ctx, 11);
    await page.goto(`${site.origin}/organise/letters/${slug}/exports`);
    await page.getByLabel('Signatures: full record').check();
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByLabel('What is it needed for?').fill('For the records of the coalition');
    await page.getByRole('button', { name: 'Download' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Use a passkey' }).click(),
    ]);
    const stored = readFileSync((await file.path()) ?? '', 'utf8');
    expect(stored).toMatch(/^\ufeffnumber,name,email/);
  });

  test('it is the second half after a link, too', async () => {
    const link = await linkFor('taras@desk.example');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Second step' }).waitFor();
    await page.goto(`${site.origin}/organise/letters/${slug}`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(`${site.origin}/organise/second-factor`);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await page.waitForURL(`${site.origin}/organise`);
  });
});

test('what is typed can be shown, and is a passphrase again afterwards', async () => {
  const page = await open();
  await page.goto(`${site.origin}/organise/sign-in`);
  const field = page.getByLabel('Passphrase', { exact: true });
  await field.fill('visible');
  await page.getByRole('button', { name: 'Show' }).click();
  expect(await field.getAttribute('type')).toBe('text');
  await page.getByRole('button', { name: 'Hide' }).click();
  expect(await field.getAttribute('type')).toBe('password');
  await page.context().close();
});

const paths = [
  '/organise/account',
  '/organise/account/passphrase',
  '/organise/account/authenticator',
  '/organise/account/passkeys',
  '/organise/account/codes',
  '/organise/set-up',
  '/organise/set-up/installation',
  '/organise/set-up/mail',
];
const sights = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [phone, wide].map((viewport) => ({ colorScheme, viewport, width: viewport.width })),
);

test.each(sights)(
  'each of these pages fits $width px, passes axe and logs no fault, $colorScheme',
  async ({ colorScheme, viewport }) => {
    const whole = await enrol(site.ctx, `hanna-${colorScheme}-${viewport.width}@desk.example`);
    const page = await open({ colorScheme, viewport, bypassCSP: true });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    async function look(what: string): Promise<void> {
      expect(await findViolations(page), what).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(wider, what).toBe(false);
    }
    await page.goto(`${site.origin}/organise/sign-in`);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
    await look('sign-in');
    const cookie = { name: 'undersigned', value: whole.sessionId, url: site.origin };
    await page.context().addCookies([cookie]);
    for (const path of paths) {
      await page.goto(site.origin + path);
      await look(path);
    }
    await ageFactors(site.ctx, 11);
    await page.goto(`${site.origin}/organise/account/codes`);
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
    await look('confirm-identity');
    await page.getByRole('button', { name: 'Confirm and go on', exact: true }).click();
    await page.getByText('Enter a code').first().waitFor();
    await look('confirm-identity, refused');
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
    await page.context().close();
  },
);
