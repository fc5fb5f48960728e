import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { sql } from 'kysely';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsForTheWorker } from '~/domain/exports/export';
import { runExports } from '~/jobs/run-exports.server';
import { readCsv } from '../documents/read-csv';
import { addSignature } from '../support/add-signature';
import { until } from '../support/application';
import { launchBrowser } from '../support/browser';
import { openSession } from '../support/desk';
import { transactionsOpen } from '../support/exports';
import { findViolations } from '../support/find-violations';
import { createLetter, slug } from '../support/letter';
import { type Site, startSite } from '../support/site';

const many = rowsForTheWorker + 1;
let site: Site;
let browser: Browser;
let session: string;
let desk: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launchBrowser()]);
  session = await openSession(site.ctx, 'owner');
  desk = `${site.origin}/organise/letters/${slug}`;
  const letterId = await createLetter(site.ctx);
  await addSignature(site.ctx, letterId, { name: '김민서', country: 'KR' });
  // Public rows are exported without being opened, so these need no ciphertext of their own.
  await site.ctx.db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    await sql`insert into signatures (letter_id, letter_version_id, state, visibility, locale,
        country, email_index, sealed, signed_at, confirmed_at, public_name, public_affiliation)
      select letter_id, id, 'confirmed', 'public', 'uk', 'UA', uuid_send(gen_random_uuid()), '\\x00',
        now(), now(), 'Ґудзь ' || n, repeat('довго ', 70)
      from letter_versions, generate_series(2, ${many}::integer) n`.execute(trx);
  });
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  const { hostname } = new URL(site.origin);
  await context.addCookies([
    { name: 'undersigned', value: session, domain: hostname, path: '/', httpOnly: true },
  ]);
  return context.newPage();
}

async function saved(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: readFileSync((await file.path()) ?? '') };
}

describe('an organiser without JavaScript', () => {
  test('takes what the table shows along, looks at it, and has it at once', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.goto(`${desk}/signatures?country=KR`);
    await page.getByRole('link', { name: 'Export this view' }).click();
    await page.getByLabel('JSON Lines').check();
    await page.getByLabel('Times on the clocks of').selectOption('Asia/Seoul');
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByText('The first 1 of 1 rows').waitFor();
    const { name, bytes } = await saved(page, 'Download');
    expect(name).toMatch(/-signatures-public-1-rows-[\d-]{10}\.jsonl$/);
    expect(JSON.parse(bytes.toString())).toMatchObject({
      name: '김민서',
      signed_at: expect.stringMatching(/\+09:00$/),
    });
    await page.context().close();
  });

  test('lets the worker make a large file, looks again, fetches it and checks its hash', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.goto(`${desk}/exports`);
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByRole('button', { name: 'Make the file' }).click();
    await page.getByText('The file waits for its turn').waitFor();
    expect(await page.getByRole('progressbar').getAttribute('max')).toBe(String(many));
    const worker = runExports(site.ctx);
    await until('the file', async () => {
      await page.getByRole('link', { name: 'Look again' }).click();
      return page.getByText('The file is ready.').isVisible();
    });
    await worker.stop();
    const { name, bytes } = await saved(page, 'Download the file');
    expect(readCsv(bytes)).toHaveLength(many + 1);
    const link = await page.getByRole('link', { name: 'Manifest' }).getAttribute('href');
    const manifest = await (
      await fetch(site.origin + link, { headers: { Cookie: `undersigned=${session}` } })
    ).text();
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect(manifest).toContain(`# rows: ${many}\n`);
    expect(manifest.trimEnd().split('\n').at(-1)).toBe(`${hash}  ${name}`);
    await page.context().close();
  });
});

test('with JavaScript the page tells by itself when the file is ready, and calls one off', async () => {
  const page = await open();
  const make = async () => {
    await page.goto(`${desk}/exports/new?export=signatures/public&format=csv`);
    await page.getByRole('button', { name: 'Make the file' }).click();
    await page.getByText('The file waits for its turn').waitFor();
  };
  await make();
  const worker = runExports(site.ctx);
  await page.getByText('The file is ready.').waitFor();
  await worker.stop();
  await make();
  await page.getByRole('button', { name: 'Call it off' }).click();
  await page.getByText('The export was called off').waitFor();
  await page.context().close();
});

test('a download that is broken off frees its connection within two seconds', async () => {
  const { ctx } = site;
  const to = '?state=confirmed&country=UA';
  await ctx.db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    await sql`delete from signatures where number > 15000`.execute(trx);
  });
  const body = new URLSearchParams({
    ...{ export: 'signatures/public', format: 'jsonl', view: to, narrow: 'yes' },
  }).toString();
  const { host, hostname, port } = new URL(site.origin);
  const socket = connect(Number(port), hostname);
  socket.write(
    [
      `POST /organise/letters/${slug}/exports/download HTTP/1.1`,
      `Host: ${host}`,
      `Origin: ${site.origin}`,
      `Cookie: undersigned=${session}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n'),
  );
  const first = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
  socket.pause();
  expect(first.toString('latin1')).toMatch(/^HTTP\/1\.1 200/);
  expect(await transactionsOpen(ctx)).toBe(1);
  const begun = performance.now();
  socket.destroy();
  await until('a free connection', async () => (await transactionsOpen(ctx)) === 0);
  expect(performance.now() - begun).toBeLessThan(2000);
  const states = async () =>
    ctx.db.selectFrom('exports').select('state').where('format', '=', 'jsonl').execute();
  await until('the record', async () => (await states()).some(({ state }) => state === 'failed'));
});

const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [360, 1280].map((width) => ({ colorScheme, width })),
);

test.each(looks)(
  'the pages fit $width px and pass axe, $colorScheme',
  async ({ colorScheme, width }) => {
    const viewport = { width, height: 800 };
    const page = await open({ colorScheme, viewport, bypassCSP: true });
    await page.goto(`${desk}/exports`);
    const made = (await page.locator('tbody a').first().getAttribute('href')) ?? '';
    const shots = process.env.SHOTS;
    const paths = [
      `${desk}/exports?view=${encodeURIComponent('?country=KR')}`,
      `${desk}/exports/new?export=signatures/full&view=${encodeURIComponent('?country=KR')}&narrow=yes`,
      site.origin + made,
    ];
    for (const [n, path] of paths.entries()) {
      await page.goto(path);
      expect(await findViolations(page), path).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(wider, path).toBe(false);
      if (shots)
        await page.screenshot({
          path: `${shots}/${n}-${width}-${colorScheme}.png`,
          fullPage: true,
        });
    }
    await page.context().close();
  },
);
