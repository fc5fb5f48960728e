import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import * as mine from '~/routes/($locale).my-endorsement.$token';
import * as signature from '~/routes/($locale).my-signature.$token';
import * as list from '~/routes/($locale).news-list.$token';
import * as file from '~/routes/($locale).news-list.$token_.people[.]csv';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, loadContext } from '../support/desk';
import { digestTables } from '../support/dump';
import { createLetter, signForm, slug, waitingMails } from '../support/letter';
import { servePages } from '../support/pages';
import { plantSharing, type Sharing } from '../support/sharing';

let test$: TestContext;
let ctx: Context;
let open: Sharing;
let letterId: string;
let pages: ReturnType<typeof servePages>;
let manageToken: string;
/** No table is left out. */
const nothing = /^$/;

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
  const names = { ko: '열린 문', uk: 'Відчинені двері' };
  open = await plantSharing(ctx, letterId, { code: 'open-door', organisation: 'Open Door', names });
  const form = signForm({ name: 'Anna', email: 'anna@people.example' });
  const came = { via: 'open-door', newsFrom: 'open-door' };
  await signLetter(ctx, { slug, locale: 'en', form, ...came });
  const [mail] = await waitingMails(ctx, 'confirm-signature');
  manageToken = mail?.props.manageToken ?? '';
  await confirmToken(ctx, { token: mail?.props.confirmToken ?? '' });
  pages = servePages(ctx, {
    ':locale?/my-endorsement/:token': mine,
    ':locale?/my-signature/:token': signature,
    ':locale?/news-list/:token': list,
  });
});
beforeEach(async () => {
  await ctx.db.deleteFrom('messages').execute();
});
afterAll(() => test$.drop());

function post(path: string, fields: Record<string, string> = {}) {
  return pages(path, { method: 'POST', body: new URLSearchParams(fields) });
}

function fetchFile(token: string, method: 'GET' | 'POST') {
  const request = new Request(`${ctx.publicUrl}/news-list/${token}/people.csv`, { method });
  const given = { request, params: { token }, context: loadContext(ctx) };
  return answerOf(() => (method === 'POST' ? file.action(given) : file.loader(given)));
}

async function listLink(fields: Record<string, string> = {}): Promise<string> {
  const sent = await post(`/my-endorsement/${open.manageToken}`, {
    intent: 'news-list',
    ...fields,
  });
  expect(sent.headers.get('Location')).toContain('?done=list-sent');
  const mails = await waitingMails(ctx, 'news-list');
  expect(mails.map(({ to }) => to)).toEqual([open.email]);
  return mails[0]?.props.listToken ?? '';
}

test('an organisation finds its links, texts, badges and numbers on its page, and no name', async () => {
  const text = await (await pages(`/my-endorsement/${open.manageToken}`)).text();
  for (const prefix of ['', '/ko', '/uk']) {
    expect(text).toContain(`value="http://letters.example${prefix}/letters/${slug}?via=open-door"`);
  }
  for (const locale of ['en', 'ko', 'uk']) {
    expect(text).toContain(`href="/letters/${slug}/badge/open-door.${locale}.png"`);
  }
  for (const sentence of [
    'Open Door has signed the open letter',
    '열린 문도 공개서한',
    'Відчинені двері – серед підписантів',
    '1 person signed through your link and confirmed.',
    '1 of all who confirmed wants your news.',
  ]) {
    expect(text).toContain(sentence);
  }
  expect(text).not.toMatch(/Anna|anna@/);
});

test('an organisation that waits has no link to share yet', async () => {
  const waiting = await plantSharing(ctx, letterId, { code: 'waiting' });
  const unapproved = { state: 'waiting', share_code: null, news_privacy_url: null };
  await ctx.db.updateTable('endorsements').set(unapproved).where('id', '=', waiting.id).execute();
  const text = await (await pages(`/my-endorsement/${waiting.manageToken}`)).text();
  expect(text).not.toMatch(/via=|value="news|badge/);
  const path = `/my-endorsement/${waiting.manageToken}`;
  await post(path, { intent: 'news-list' });
  await post(path, { intent: 'news', news: 'yes', newsPrivacyUrl: 'https://x.example/' });
  expect(await waitingMails(ctx, 'news-list')).toEqual([]);
  const row = await ctx.db
    .selectFrom('endorsements')
    .select('news_privacy_url')
    .where('id', '=', waiting.id)
    .executeTakeFirstOrThrow();
  expect(row.news_privacy_url).toBeNull();
});

test('nobody is asked before the organisation says where its privacy notice is', async () => {
  const path = `/my-endorsement/${open.manageToken}`;
  const refused = await post(path, {
    intent: 'news',
    news: 'yes',
    newsPrivacyUrl: 'http://x.example',
  });
  expect(refused.status).toBe(422);
  const text = await refused.text();
  expect(text).toContain('href="#endorse-newsPrivacyUrl"');
  expect(text).toContain('value="http://x.example"');
  const off = await post(path, { intent: 'news', newsPrivacyUrl: 'https://x.example' });
  expect(off.headers.get('Location')).toContain('?done=changed');
  const after = await (await pages(path)).text();
  expect(after).toContain('Nobody is asked now.');
  const url = 'https://open-door.example/notice';
  await post(path, { intent: 'news', news: 'yes', newsPrivacyUrl: url });
  expect(await (await pages(path)).text()).toContain(`value="${url}"`);
});

test('the list goes to the confirmed mailbox, whatever is typed, and opening the mail gives none', async () => {
  const token = await listLink({ email: 'thief@people.example', to: 'thief@people.example' });
  const before = await digestTables(test$.connectionString, nothing);
  const page = await pages(`/news-list/${token}`);
  expect([page.status, page.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
  const text = await page.text();
  expect(text.match(/<form/g)).toHaveLength(1);
  expect(text.match(/<button/g)).toHaveLength(1);
  expect(text).toContain('1 person is on the list of Open Door now.');
  expect(text).not.toContain('anna@');
  expect((await fetchFile(token, 'GET')).headers.get('Location')).toBe(`/news-list/${token}`);
  expect(await digestTables(test$.connectionString, nothing)).toEqual(before);
});

test('the button gives the list once, as CSV with a byte order mark, and it is on record', async () => {
  const token = await listLink();
  const onwards = await post(`/news-list/${token}`);
  expect([onwards.status, onwards.headers.get('Location')]).toEqual([
    307,
    `/news-list/${token}/people.csv`,
  ]);
  const answer = await fetchFile(token, 'POST');
  expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('Content-Disposition')).toMatch(
    /^attachment; filename="[a-z0-9.-]+csv"$/,
  );
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(bytes.toString()).toMatch(/\r\nAnna,anna@people\.example,en,,\S+Z\r\n$/);
  const again = await fetchFile(token, 'POST');
  expect([again.status, again.headers.get('Location')]).toEqual([303, `/news-list/${token}`]);
  const page = await pages(`/news-list/${token}`);
  expect(page.status).toBe(410);
  expect(await page.text()).toContain('This link has given its list already.');
  const { details } = await ctx.db
    .selectFrom('audit_entries')
    .select('details')
    .where('action', '=', 'endorsement.news-exported')
    .executeTakeFirstOrThrow();
  expect(details).toEqual({ rows: 1 });
});

test('an invented link to a list is a page that says so', async () => {
  const page = await pages('/uk/news-list/unknown');
  expect(page.status).toBe(404);
  expect(await page.text()).toContain('Це посилання не веде до списку.');
  expect((await fetchFile('unknown', 'POST')).status).toBe(303);
});

test('a signatory sees on the own page whose news it is, and ends it there', async () => {
  const path = `/my-signature/${manageToken}`;
  const text = await (await pages(path)).text();
  expect(/<input[^>]*id="mine-newsFrom"[^>]*>/.exec(text)?.[0]).toContain('checked=""');
  expect(text).toContain('Send me news from Open Door');
  const form = { intent: 'update', name: 'Anna', visibility: 'public' };
  await post(path, { ...form, newsFrom: 'open-door' });
  expect(await (await pages(path)).text()).toContain('mine-newsFrom');
  await post(path, form);
  expect(await (await pages(path)).text()).not.toContain('mine-newsFrom');
  const answer = await fetchFile(await listLink(), 'POST');
  expect(await answer.text()).not.toContain('anna@');
});
