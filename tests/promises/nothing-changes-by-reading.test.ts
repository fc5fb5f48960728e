import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { endorseLetter } from '~/domain/endorsements/endorse-letter.server';
import { endorseFormSchema } from '~/domain/endorsements/endorsement';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import { requestSignIn } from '~/domain/organisers/request-sign-in.server';
import { runOutbox } from '~/jobs/run-outbox.server';
import { listCapturedMails } from '~/mail/list-captured-mails.server';
import { until } from '../support/application';
import { publicAddresses } from '../support/audiences';
import { launchBrowser } from '../support/browser';
import { plantCanaries } from '../support/canaries';
import { crawl, type Visited } from '../support/crawl';
import { digestTables } from '../support/dump';
import { invite } from '../support/invitation';
import { createLetter, slug } from '../support/letter';
import { type Site, startSite } from '../support/site';

/** The queue's own tables, and counters of requests, which say nothing of a person or a letter. */
const except = /^graphile_worker\.|limit_counters$/;

let site: Site;
let addresses: string[];
let before: Record<string, string>;
/** What the first crawl found. */
let found: Visited[];

beforeAll(async () => {
  site = await startSite();
  const { ctx } = site;
  await createLetter(ctx);
  const people = await plantCanaries(ctx);
  const form = endorseFormSchema.parse({
    organisation: 'Open Door',
    organisationEn: 'Open Door',
    country: 'GB',
    website: 'door.example',
    representative: 'Jane Example',
    role: 'Director',
    email: 'jane@door.example',
    showRepresentative: 'yes',
    authorised: 'on',
  });
  await endorseLetter(ctx, { slug, locale: 'en', form, logo: null });
  await invite(ctx, { kind: 'operator' });
  const email = 'owner@desk.example';
  await addOrganiser(ctx, { email, role: 'owner', actor: { kind: 'operator' } });
  await requestSignIn(ctx, { email });
  const outbox = runOutbox(ctx);
  const mails = await until('all mails', async () => {
    const captured = await listCapturedMails(ctx);
    return captured.length === people.length + 3 && captured;
  });
  await outbox.stop();
  const mailed = mails.flatMap(({ links }) => links);
  const inside = mailed.filter((link) => link.startsWith(site.origin));
  expect(inside.length).toBeGreaterThan(2 * people.length);
  const paths = inside.map((link) => link.slice(site.origin.length));
  addresses = [...(await publicAddresses()), ...paths, '/organise', '/dev/mail', '/healthz'];
});
afterAll(() => site?.stop());

/** One address of each kind: tokens and values of a search do not make another. */
function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, site.origin);
  return `${pathname.replace(/[\w-]{20,}/g, ':token')}?${[...searchParams.keys()]}`;
}

describe('a scanner that opens every link of every page and mail changes no row', () => {
  beforeEach(async () => {
    before = await digestTables(site.connectionString, except);
    return async () => {
      expect(await digestTables(site.connectionString, except)).toEqual(before);
    };
  });

  test('with GET, twice', async () => {
    found = await crawl(site.origin, addresses);
    expect(found.filter(({ status }) => status >= 500)).toEqual([]);
    expect(found.length).toBeGreaterThan(addresses.length);
    await crawl(site.origin, addresses);
  });

  test('with HEAD', async () => {
    const paths = found.map(({ path }) => path);
    const visited = await crawl(site.origin, paths, { method: 'HEAD' });
    expect(visited.filter(({ status }) => status >= 500)).toEqual([]);
  });

  describe('with a browser that runs scripts', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser?.close());

    test('and follows hints to load what comes next', async () => {
      const html = found.filter(({ type }) => type.startsWith('text/html'));
      const pages = new Map(html.map(({ path }) => [kindOf(path), path]));
      const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      const sent: string[] = [];
      page.on('request', (request) => {
        if (!['GET', 'HEAD'].includes(request.method())) sent.push(request.url());
      });
      for (const path of pages.values()) await page.goto(site.origin + path, { waitUntil: 'load' });
      await context.close();
      expect(pages.size).toBeGreaterThan(30);
      expect(sent).toEqual([]);
    });
  });
});

test('a button that is pressed does change rows, so that the comparison above would notice', async () => {
  const unread = await digestTables(site.connectionString, except);
  const headers = { Origin: site.origin, 'Sec-Fetch-Site': 'same-origin' };
  const confirming = addresses.filter((path) => path.includes('/confirm/'));
  for (const path of confirming) {
    const body = new URLSearchParams({ visibility: 'public' });
    await fetch(site.origin + path, { method: 'POST', headers, body, redirect: 'manual' });
  }
  expect(await digestTables(site.connectionString, except)).not.toEqual(unread);
});
