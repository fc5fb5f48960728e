import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replyAddressOf } from '~/domain/deliveries/reply-address-of.server';
import * as letterPage from '~/routes/($locale).letters.$slug._index';
import * as background from '~/routes/($locale).letters.$slug.background';
import * as feed from '~/routes/($locale).letters.$slug.feed[.]atom';
import * as overview from '~/routes/organise.letters.$slug._index';
import * as record from '~/routes/organise.letters.$slug.deliveries_.$id_.record';
import * as roomDesk from '~/routes/organise.letters.$slug.deliveries_.$id_.room';
import * as list from '~/routes/organise.letters.$slug.replies';
import * as one from '~/routes/organise.letters.$slug.replies_.$id';
import * as file from '~/routes/organise.letters.$slug.replies_.$id_.file';
import * as preview from '~/routes/organise.letters.$slug.replies_.$id_.preview';
import { createTestContext, type TestContext } from '../support/database';
import { acceptedDelivery, ageDelivery, stateOf } from '../support/deliveries';
import { openSession } from '../support/desk';
import { incomingMail } from '../support/incoming-mails';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';

let test$: TestContext;
let pages: ReturnType<typeof servePages>;
let owner: string;
let id: string;
const base = `/organise/letters/${slug}`;

beforeAll(async () => {
  test$ = await createTestContext({ REPLY_TO: 'letters@reply.example' });
  await createLetter(test$.ctx);
  id = await acceptedDelivery(test$.ctx);
  owner = await openSession(test$.ctx, 'owner');
  pages = servePages(test$.ctx, {
    'organise/letters/:slug': overview,
    'organise/letters/:slug/deliveries/:id/record': record,
    'organise/letters/:slug/deliveries/:id/room': roomDesk,
    'organise/letters/:slug/replies': list,
    'organise/letters/:slug/replies/:id': one,
    'organise/letters/:slug/replies/:id/file': file,
    'organise/letters/:slug/replies/:id/preview': preview,
    ':locale?/letters/:slug': letterPage,
    ':locale?/letters/:slug/background': background,
    ':locale?/letters/:slug/feed.atom': feed,
  });
});
afterAll(() => test$.drop());

async function see(path: string, session: string | null = owner): Promise<string> {
  const headers = session ? { Cookie: `undersigned=${session}` } : undefined;
  return (await pages(path, { headers })).text();
}

/** What a browser without JavaScript sends. */
async function press(path: string, fields: Record<string, string>, upload?: [string, Buffer]) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  if (upload) body.set(upload[0], new Blob([new Uint8Array(upload[1])]), 'upload.bin');
  const answer = await pages(path, {
    method: 'POST',
    headers: { Cookie: `undersigned=${owner}` },
    body,
  });
  return { status: answer.status, to: answer.headers.get('Location'), answer };
}

async function replyId(): Promise<string> {
  return /replies\/([0-9a-f-]{36})/.exec(await see(`${base}/replies`))?.[1] ?? '';
}

describe('the way of a reply', () => {
  test('from the upload to the public, with a second look in between', async () => {
    const to = replyAddressOf(test$.ctx, { deliveryId: id, fallback: '' });
    const attachment = { name: 'a.html', content: '<script>alert(1)</script>' };
    const raw = incomingMail({ to, text: '<img src=x onerror=alert(1)> We answer.', attachment });
    const uploaded = await press(`${base}/replies`, { intent: 'upload' }, ['mail', raw]);
    expect(uploaded.to).toBe(`${base}/replies?done=stored`);
    const again = await press(`${base}/replies`, { intent: 'upload' }, ['mail', raw]);
    expect(again.to).toBe(`${base}/replies?done=repeated`);
    const page = `${base}/replies/${await replyId()}`;
    const html = await see(page);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; We answer.');
    expect(await see(base)).toContain('Nobody has said yet what kind of reply one is');

    const fileId = /name="file" value="([0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
    const { answer: download } = await press(`${page}/file`, { file: fileId });
    expect(download.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(download.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(download.headers.get('Content-Disposition')).toMatch(/^attachment/);

    await press(page, { intent: 'judge', kind: 'substantive' });
    expect(await stateOf(test$.ctx, id)).toBe('answered');
    const saved = await press(page, { intent: 'texts', uk: 'Ми відповідаємо.', sender: '' });
    expect(saved.to).toBe(`${page}/preview`);
    expect(await see(`/letters/${slug}`, null)).not.toContain('Ми відповідаємо.');
    expect(await see(`${page}/preview`)).toContain('Ми відповідаємо.');
    await press(page, { intent: 'publish' });
    const shown = await see(`/letters/${slug}`, null);
    expect(shown).toContain('Ми відповідаємо.');
    expect(shown).toContain('In Українська');
    expect(shown).not.toMatch(/secretary@|Посольство/);
    expect(await see(`/uk/letters/${slug}/background`, null)).toContain('Адресат відповів');
    expect(await see(`/letters/${slug}/feed.atom`, null)).toContain('Ми відповідаємо.');
  });

  test('leads to news of the kind "answer" with its delivery', async () => {
    const page = `${base}/replies/${await replyId()}`;
    const told = await press(page, { intent: 'tell', delivery: id });
    expect(told.to).toMatch(new RegExp(`^${base}/updates/[0-9a-f-]{36}$`));
    const row = await test$.ctx.db
      .selectFrom('updates')
      .select(['kind', 'delivery_id'])
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ kind: 'answer', delivery_id: id });
  });

  test('keeps everything that was typed when something is missing', async () => {
    const typed = { intent: 'enter', from: 'The Ministry', text: 'They said no', form: 'f' };
    const refused = await press(`${base}/replies`, { ...typed, receivedAt: '2026-01-01T10:00' });
    expect(refused.status).toBe(422);
    const html = await refused.answer.text();
    expect(html).toContain('Choose what kind of reply it is');
    expect(html).toContain('value="The Ministry"');
    expect(html).toContain('They said no');
  });
});

test('the page says each recorded step in three languages, and silence only if asked to', async () => {
  const { ctx } = test$;
  const other = 'a-silent-letter';
  await createLetter(ctx, other);
  const waiting = await acceptedDelivery(ctx, other);
  await ageDelivery(ctx, waiting, 20);
  expect(await see(`/letters/${other}`, null)).toContain('Accepted by the mail server of');
  expect(await see(`/ko/letters/${other}`, null)).toContain('측 메일 서버가 접수했습니다');
  expect(await see(`/uk/letters/${other}`, null)).toContain('Прийнято поштовим сервером');
  expect(await see(`/letters/${other}`, null)).not.toContain('No reply recorded');
  await press(`/organise/letters/${other}/replies`, {
    intent: 'clock',
    reminds: 'yes',
    showsSilence: 'yes',
  });
  expect(await see(`/letters/${other}`, null)).toContain('No reply recorded after 20 days');
  expect(await see(`/organise/letters/${other}`)).toMatch(/No answer from .* after 20 days/);
  const replies = await see(`/organise/letters/${other}/replies`);
  expect(replies).toContain('З повагою просимо повідомити');
});

test('link and PIN of a room are shown in one answer, and on no page after it', async () => {
  const path = `${base}/deliveries/${id}/room`;
  const opened = await press(path, { intent: 'open' });
  const html = await opened.answer.text();
  const link = /http:\/\/letters\.example\/room\/([\w-]{32})/.exec(html)?.[1] ?? 'none';
  expect(html).toMatch(/<code>\d{4} \d{4}<\/code>/);
  expect(await see(path)).not.toContain(link);
});

test('a line is recorded with its evidence, and kept in the form when it cannot be', async () => {
  const path = `${base}/deliveries/${id}/record`;
  const refused = await press(path, { intent: 'record', note: 'by the gate' });
  expect(refused.status).toBe(422);
  expect(await refused.answer.text()).toContain('by the gate');
  const html = await see(path);
  expect(html).toContain('accepted by the mail server');
  expect(html).toContain('answered');
});
