import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { translator } from '~/i18n/translator';
import { type Application, removeDataDir, startApplication } from '../support/application';
import { launchBrowser } from '../support/browser';
import { findViolations } from '../support/find-violations';

const letter = '/letters/refuge-for-captured-soldiers';
const phone = { width: 360, height: 740 };

let app: Application;
let browser: Browser;

beforeAll(async () => {
  [app, browser] = await Promise.all([startApplication(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  if (app) removeDataDir(app.dataDir);
});

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: phone,
    javaScriptEnabled: false,
    ...options,
  });
  return context.newPage();
}

const pressIn = (form: Locator) => form.locator('button[type=submit]').click();

function linkTo(mail: { links: string[] }, page: string): string {
  return mail.links.find((link) => link.includes(`/${page}/`)) ?? '';
}

/** Signs from the short form and stops where the mail has to be opened. */
async function sign(page: Page, prefix: string, email: string, name = '남궁민서'): Promise<void> {
  await page.goto(`${app.origin}${prefix}${letter}/sign`);
  const form = page.locator('form#sign');
  await form.locator('[name=name]').fill(name);
  await form.locator('[name=email]').fill(email);
  await form.locator('[name=visibility][value=public]').check();
  await pressIn(form);
  expect(page.url()).toMatch(/\/check-mail$/);
}

const people = [
  {
    locale: 'en',
    prefix: '',
    name: 'Ніна Ґедзь',
    latin: 'Nina Gedz',
    corrected: 'Ніна Ґедзь-Юрків',
  },
  { locale: 'ko', prefix: '/ko', name: '남궁민서', latin: 'Namgung Minseo', corrected: '남궁민지' },
  {
    locale: 'uk',
    prefix: '/uk',
    name: 'Єва Їжак',
    latin: 'Yeva Yizhak',
    corrected: 'Єва Їжакевич',
  },
] as const;

describe.each(people)('a signer with a phone set to $locale, without JavaScript,', (person) => {
  const { locale, prefix, name, latin, corrected } = person;
  const t = translator(locale);
  const email = `whole.${locale}@people.example`;

  test('mends one fault, confirms with another choice, adds Latin letters, corrects and withdraws', async () => {
    const page = await open();
    await page.goto(`${app.origin}${prefix}${letter}`);
    const form = page.locator('form#sign');
    expect(
      await form
        .locator('input[type=text]:not([tabindex="-1"]):visible, input[type=email]:visible')
        .count(),
    ).toBe(2);
    expect(await form.locator('[name=visibility]:checked').count()).toBe(0);
    await form.locator('[name=name]').fill(name);
    await form.locator('[name=email]').fill(email);
    await pressIn(form);
    expect(await page.title()).toBe(t('page.errorTitle', { title: await titleOf(page) }));
    expect(await page.locator(':focus').getAttribute('class')).toContain('error-summary');
    expect(await page.locator('[name=name]').inputValue()).toBe(name);
    expect(await page.locator('[name=email]').inputValue()).toBe(email);
    await page.locator('.error-summary a').click();
    expect(page.url()).toContain('#sign-visibility');
    await page.locator('[name=visibility][value=letter]').check();
    await pressIn(page.locator('form#sign'));
    expect(await page.locator('h1').textContent()).toBe(t('checkMail.title'));
    expect(await page.locator('.lead').textContent()).toContain(email);

    const mail = await app.mailTo(email);
    await page.goto(linkTo(mail, 'confirm'));
    expect(await page.locator('form').count()).toBe(1);
    expect(await page.locator('form button').count()).toBe(1);
    expect(await page.locator('.summary-name').textContent()).toBe(name);
    expect(await page.locator('[name=visibility]:checked').getAttribute('value')).toBe('letter');
    expect(await page.locator('[name=updates]').isChecked()).toBe(false);
    await page.locator('[name=visibility][value=public]').check();
    await pressIn(page.locator('form'));
    expect(page.url()).toMatch(/\/thank-you$/);
    expect(await page.locator('.share-text').textContent()).toContain(
      t('share.textSigned', { title: (await page.title()).split(' – ').slice(1).join(' – ') }),
    );
    for (const href of await page.locator('.share-links a').evaluateAll(hrefs)) {
      expect(href).not.toContain(encodeURIComponent(name));
      expect(href).not.toContain('confirm');
    }

    await page.locator('[name=latinName]').fill(name);
    await pressIn(page.locator('form'));
    expect(await page.title()).toContain(t('thanks.title'));
    expect(await page.locator('#latin-name-error').textContent()).toContain(
      t('fault.latinName', { field: t('field.latinName') }),
    );
    await page.locator('[name=latinName]').fill(latin);
    await pressIn(page.locator('form'));
    expect(await page.locator('[role=status]').textContent()).toBe(
      t('thanks.latin.saved', { name: latin }),
    );
    await page.goto(`${app.origin}${prefix}${letter}/signatures`);
    expect(await page.getByText(latin).count()).toBe(1);

    await page.goto(linkTo(mail, 'my-signature'));
    expect(await page.locator('[name=latinName]').inputValue()).toBe(latin);
    await page.locator('[name=name]').fill(corrected);
    await page.locator(`button:has-text("${t('mine.save')}")`).click();
    expect(await page.locator('[role=status]').textContent()).toBe(t('mine.done.updated'));
    await page.goto(`${app.origin}${prefix}${letter}`);
    expect(await page.getByText(corrected).count()).toBeGreaterThan(0);

    await page.goto(linkTo(mail, 'my-signature'));
    await page.locator('button[value=withdraw]').click();
    expect(await page.locator('[role=status]').textContent()).toBe(t('mine.done.withdrawn'));
    await page.goto(`${app.origin}${prefix}${letter}`);
    expect(await page.getByText(corrected).count()).toBe(0);
    await page.context().close();
  });

  test('confirms by the code in the tab that is still open, after one slip', async () => {
    const page = await open();
    const codeEmail = `code.${locale}@people.example`;
    await sign(page, prefix, codeEmail);
    const { code } = await app.mailTo(codeEmail);
    const digits = (code ?? '').replace(/\D/g, '');
    const wrong = digits === '000000' ? '111111' : '000000';
    await page.locator('[name=code]').fill(wrong);
    await pressIn(page.locator('form.code-form'));
    expect(await page.locator('#confirm-code-error').textContent()).toContain(t('fault.wrongCode'));
    await page.locator('[name=code]').fill(`${digits.slice(0, 3)} ${digits.slice(3)}`);
    await pressIn(page.locator('form.code-form'));
    expect(page.url()).toMatch(/\/thank-you$/);
    await page.context().close();
  });

  test('is asked about a slip in the address and mends it with one button, keeping the rest', async () => {
    const page = await open();
    await sign(page, prefix, `slip.${locale}@gmial.com`, name);
    const meant = `slip.${locale}@gmail.com`;
    expect(await page.locator('.notice').textContent()).toContain(
      t('checkMail.didYouMean', { email: meant }),
    );
    await page.locator('.notice button').click();
    expect(await page.locator('.lead').textContent()).toContain(meant);
    const mail = await app.mailTo(meant);
    await page.goto(linkTo(mail, 'confirm'));
    expect(await page.locator('.summary-name').textContent()).toBe(name);
    expect(await page.locator('[name=visibility]:checked').getAttribute('value')).toBe('public');
    await page.context().close();
  });

  test('prints the poster on one A4 page with a code that leads to the letter', async () => {
    const page = await open();
    await page.goto(`${app.origin}${prefix}${letter}/poster`);
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString(
      'latin1',
    );
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
    const address = await page.locator('.poster-address').textContent();
    expect(`http://${address}`).toBe(`${app.origin}${prefix}${letter}`);
    const drawing = await (await fetch(`${app.origin}${prefix}${letter}/qr.svg`)).text();
    expect(drawing).toContain(await page.locator('.qr-code path').last().getAttribute('d'));
    await page.context().close();
  });
});

function hrefs(links: (SVGElement | HTMLElement)[]): string[] {
  return links.map((link) => link.getAttribute('href') ?? '');
}

async function titleOf(page: Page): Promise<string> {
  return (await page.title()).replace(/^[^:]+: /, '');
}

describe('a signer who asks for the mail again', () => {
  test('is told to wait a moment first, and nothing about the address', async () => {
    const page = await open();
    await sign(page, '', 'again@people.example');
    await page.locator('form:has([value=resend]) button').click();
    expect(await page.locator('[role=status]').textContent()).toContain('half a minute');
    expect(await page.locator('.lead').textContent()).toContain('again@people.example');
    await page.getByRole('link', { name: 'Change it' }).click();
    expect(await page.locator('[name=name]').inputValue()).toBe('남궁민서');
    expect(await page.locator('[name=visibility]:checked').getAttribute('value')).toBe('public');
    await page.context().close();
  });
});

describe('a signer who chose not to be named in public', () => {
  test('shares words that do not say so, and is asked for no Latin letters when counted only', async () => {
    const page = await open();
    await page.goto(`${app.origin}${letter}/sign`);
    await page.locator('[name=name]').fill('Олена Тиха');
    await page.locator('[name=email]').fill('quiet@people.example');
    await page.locator('[name=visibility][value=counted]').check();
    await pressIn(page.locator('form#sign'));
    await page.goto(linkTo(await app.mailTo('quiet@people.example'), 'confirm'));
    await pressIn(page.locator('form'));
    expect(await page.locator('.share').textContent()).not.toContain('I have signed');
    expect(await page.locator('[name=latinName]').count()).toBe(0);
    await page.context().close();
  });
});

describe('a signer with a keyboard', () => {
  test('comes from the top of the letter to the check-mail page in at most 30 tabs', async () => {
    const page = await open({ javaScriptEnabled: true });
    await page.goto(`${app.origin}${letter}/sign`);
    let tabs = 0;
    async function tabTo(selector: string): Promise<void> {
      do {
        await page.keyboard.press('Tab');
        tabs += 1;
        expect(tabs).toBeLessThanOrEqual(30);
      } while (!(await page.locator(':focus').evaluate((one, css) => one.matches(css), selector)));
    }
    await page.goto(`${app.origin}${letter}`);
    await page.keyboard.press('Tab');
    tabs += 1;
    expect(await page.locator(':focus').getAttribute('href')).toBe('#main');
    await page.keyboard.press('Enter');
    await tabTo('#sign [name=name]');
    await page.keyboard.type('Keyboard Person');
    await tabTo('#sign [name=email]');
    await page.keyboard.type('keyboard@people.example');
    await tabTo('#sign [name=visibility]');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/check-mail$/);
    await page.context().close();
  });

  test.each([true, false])(
    'never loses the focus behind the bar at 360 × 640 (script: %s)',
    async (script) => {
      const page = await open({
        viewport: { width: 360, height: 640 },
        javaScriptEnabled: script,
        reducedMotion: 'reduce',
      });
      await page.goto(`${app.origin}${letter}`);
      const stops = await page.locator('a[href], button, input, select, summary, textarea').count();
      let seen = 0;
      for (let step = 0; step < Math.min(stops, 60); step += 1) {
        await page.keyboard.press('Tab');
        const focus = page.locator(':focus');
        // After the last stop the focus leaves the page.
        if ((await focus.count()) === 0) break;
        const focused = await focus.boundingBox();
        const bar = page.locator('.sign-bar');
        const inBar = await page.locator('.sign-bar :focus').count();
        if (!focused || inBar > 0 || !(await bar.isVisible())) continue;
        const top = (await bar.boundingBox())?.y ?? 640;
        // What is taller than the room above the bar can only be seen in part.
        const end = Math.min(focused.height, top);
        expect(Math.max(focused.y, 0) + end, `stop ${step}`).toBeLessThanOrEqual(top);
        expect(focused.y + focused.height, `stop ${step}`).toBeGreaterThan(0);
        seen += 1;
      }
      expect(seen).toBeGreaterThan(15);
      await page.context().close();
    },
  );

  test('finds the bar named, and gone while the form is in view', async () => {
    const page = await open({ javaScriptEnabled: true });
    await page.goto(`${app.origin}${letter}`);
    const bar = page.getByRole('region', { name: 'Signatures so far' });
    expect(await bar.isVisible()).toBe(true);
    await bar.getByRole('link').click();
    await bar.waitFor({ state: 'hidden' });
    expect(page.url()).toMatch(/#sign$/);
    await page.context().close();
  });
});

describe('the new pages', () => {
  /** Controls that a thumb must hit; links inside running text may be as high as the text. */
  async function smallTargets(page: Page): Promise<string[]> {
    return page
      .locator(
        'button, input:not([type=hidden], [tabindex="-1"]), select, summary, a.button, p.touch-line a, nav a',
      )
      .evaluateAll((controls) =>
        controls.flatMap((control) => {
          const target = control.closest('.choice') ?? control;
          const { width, height } = target.getBoundingClientRect();
          const invisible = width <= 1 || getComputedStyle(control).visibility === 'hidden';
          return invisible || (height >= 44 && width >= 44) ? [] : [control.outerHTML];
        }),
      );
  }

  test.each(['light', 'dark'] as const)(
    'hold at 320 px in %s: axe, width, thumbs',
    async (colorScheme) => {
      const narrow = { viewport: { width: 320, height: 640 }, colorScheme };
      const page = await open({ ...narrow, javaScriptEnabled: true, bypassCSP: true });
      async function check(what: string): Promise<void> {
        expect(await findViolations(page), what).toEqual([]);
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wide, `${what} scrolls sideways`).toBe(0);
        expect(await smallTargets(page), what).toEqual([]);
      }
      for (const prefix of ['/ko', '/uk', '']) {
        const name = 'Олена Коваленко-Ґудзь';
        for (const path of ['', '/sign', '/poster']) {
          await page.goto(`${app.origin}${prefix}${letter}${path}`);
          await check(`${prefix}${path}`);
        }
        await page.goto(`${app.origin}${prefix}/safety`);
        await check(`${prefix}/safety`);
        const email = `a11y-${prefix.slice(1) || 'en'}-${colorScheme}@gmial.com`;
        await sign(page, prefix, email, name);
        await check('check-mail');
        const mail = await app.mailTo(email);
        await page.goto(linkTo(mail, 'confirm').replace('/confirm/', '/not-me/'));
        await check('not-me');
        await page.goto(linkTo(mail, 'confirm'));
        await check('confirm');
        await pressIn(page.locator('form'));
        await check('thank-you');
        await pressIn(page.locator('form'));
        await check('thank-you, refused');
        await page.goto(linkTo(mail, 'my-signature'));
        await check('my-signature');
        await page.goto(linkTo(mail, 'confirm'));
        await check('used');
      }
      await page.context().close();
    },
  );

  test('need one script of at most four kilobytes', async () => {
    const script = Buffer.from(await (await fetch(`${app.origin}/site.js`)).arrayBuffer());
    expect(gzipSync(script).length).toBeLessThanOrEqual(4096);
    const page = await (await fetch(`${app.origin}${letter}/poster`)).text();
    expect(page.match(/<script/g)).toHaveLength(1);
  });
});
