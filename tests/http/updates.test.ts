import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runUpdateBatch } from '~/domain/updates/run-update-batch.server';
import { settleUpdates } from '~/domain/updates/settle-updates.server';
import * as letterPage from '~/routes/($locale).letters.$slug._index';
import * as backgroundPage from '~/routes/($locale).letters.$slug.background';
import * as list from '~/routes/organise.letters.$slug.updates';
import * as one from '~/routes/organise.letters.$slug.updates_.$id';
import * as mail from '~/routes/organise.letters.$slug.updates_.$id_.mail[.]html';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { createLetter, slug, waitingMails } from '../support/letter';
import { servePages } from '../support/pages';
import { subscribe, words } from '../support/updates';

let test$: TestContext;
let pages: ReturnType<typeof servePages>;
let editor: string;
let owner: string;
let letterId: string;
const updates = `/organise/letters/${slug}/updates`;

beforeAll(async () => {
  test$ = await createTestContext({ UPDATES_PER_MINUTE: '60000' });
  letterId = await createLetter(test$.ctx);
  pages = servePages(test$.ctx, {
    'organise/letters/:slug/updates': list,
    'organise/letters/:slug/updates/:id': one,
    'organise/letters/:slug/updates/:id/mail.html': mail,
    ':locale?/letters/:slug': letterPage,
    ':locale?/letters/:slug/background': backgroundPage,
  });
  editor = await openSession(test$.ctx, 'editor');
  owner = await openSession(test$.ctx, 'owner');
  for (const name of ['a', 'b']) await subscribe(test$.ctx, letterId, `${name}@people.example`);
});
afterAll(() => test$.drop());

/** What a browser without JavaScript does: sends the form, follows to the page behind it. */
async function press(session: string, path: string, fields: Record<string, string>) {
  const answer = await pages(path, {
    method: 'POST',
    headers: { Cookie: `undersigned=${session}` },
    body: new URLSearchParams(fields),
  });
  const location = answer.headers.get('Location');
  return { status: answer.status, location, html: await answer.text() };
}

async function see(session: string, path: string): Promise<string> {
  const answer = await pages(path, { headers: { Cookie: `undersigned=${session}` } });
  expect(answer.status).toBe(200);
  return (await answer.text()).replaceAll('<!-- -->', '');
}

const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

/** Begins an update and writes it in every language. */
async function written(): Promise<string> {
  const begun = await press(editor, updates, { kind: 'news' });
  expect(begun.status).toBe(303);
  const page = begun.location ?? '';
  for (const language of ['en', 'ko', 'uk'] as const) {
    const revision = hidden(await see(editor, `${page}?language=${language}`), 'revision');
    const typed = { intent: 'text', language, revision, ...words[language] };
    expect((await press(editor, page, typed)).location).toBe(`${page}?language=${language}&saved`);
  }
  return page;
}

describe('without JavaScript', () => {
  test('an editor writes and tests, an owner approves, and the public reads it', async () => {
    expect((await press(editor, updates, { kind: 'rumour' })).status).toBe(422);
    const page = await written();
    const beside = await see(editor, `${page}?language=ko`);
    expect(beside).toContain('to translate from');
    expect(beside).toContain(words.en.subject);
    await press(editor, page, { intent: 'choices', kind: 'answer', timeline: 'yes' });
    const tested = await press(editor, page, { intent: 'test' });
    expect(tested.location).toBe(`${page}?tested=3`);
    expect(await see(editor, `${page}?tested=3`)).toContain('The test is on its way: 3 mails.');
    expect(await waitingMails(test$.ctx, 'update-test')).toHaveLength(3);
    expect((await press(editor, page, { intent: 'approve' })).status).toBe(403);
    const before = await see(owner, page);
    expect(before).toContain('Approve and send to 2 people');
    expect(before).not.toContain('name="confirm"');
    const form = { intent: 'approve', asOf: hidden(before, 'asOf'), shown: '2' };
    expect((await press(owner, page, form)).location).toBe(`${page}?approved`);
    expect((await press(owner, page, form)).status).toBe(409);
    const text = { intent: 'text', language: 'en', revision: '1', subject: 'x', body: 'y' };
    while (await runUpdateBatch(test$.ctx));
    expect((await press(editor, page, text)).status).toBe(409);
    await settleUpdates(test$.ctx);
    expect(await see(editor, page)).toContain('0 of 2 done');
    const [teaser, whole] = [
      await see('', `/ko/letters/${slug}`),
      `/ko/letters/${slug}/background`,
    ];
    expect(teaser).toContain(words.ko.subject);
    expect(teaser).toMatch(/href="\/ko\/letters\/a-letter\/background#update-/);
    const background = await see('', whole);
    expect(background).toContain('수신인이 답변하였습니다');
    expect(background).toContain('답변은 <strong>예</strong>입니다.');
  });

  test('a refused text is still in the form, and so is the revision it began with', async () => {
    const page = await written();
    const long = { subject: 'z'.repeat(95), body: 'Kept <b>whole</b>' };
    const typed = { intent: 'text', language: 'en', revision: '1', ...long };
    const refused = await press(editor, page, typed);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain(`value="${long.subject}"`);
    expect(refused.html).toContain('Kept &lt;b&gt;whole&lt;/b&gt;');
    expect(refused.html).toContain('Shorten the subject to 90 characters');
    await press(editor, page, { ...typed, subject: 'First' });
    const late = await press(editor, page, { ...typed, subject: 'Second' });
    expect(late.status).toBe(409);
    expect(late.html).toContain('value="Second"');
    expect(hidden(late.html, 'revision')).toBe('1');
  });

  test('the HTML form of the mail stands alone and may do nothing', async () => {
    const page = await written();
    const answer = await pages(`${page}/mail.html?language=uk`, {
      headers: { Cookie: `undersigned=${owner}` },
    });
    const policy = answer.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toMatch(/default-src 'none'.*sandbox/);
    expect(await answer.text()).toContain('Відповідь — <strong>так</strong>.');
    expect((await pages(`${page}/mail.html`)).status).toBe(303);
  });

  test('what was written is thrown away with one button and cannot be sent', async () => {
    const page = await written();
    expect((await press(editor, page, { intent: 'stop' })).location).toBe(`${page}?stopped=0`);
    expect((await press(editor, page, { intent: 'test' })).status).toBe(409);
    expect(await see(editor, updates)).toContain('stopped');
  });

  test('a role that reads only is refused, and another letter’s update is not found', async () => {
    const page = await written();
    const auditor = await openSession(test$.ctx, 'auditor');
    const cookie = { headers: { Cookie: `undersigned=${auditor}` } };
    expect((await pages(page, cookie)).status).toBe(403);
    await createLetter(test$.ctx, 'another-letter');
    const elsewhere = page.replace(slug, 'another-letter');
    const asOwner = { headers: { Cookie: `undersigned=${owner}` } };
    expect((await pages(elsewhere, asOwner)).status).toBe(404);
    for (const intent of ['text', 'choices', 'test', 'approve', 'stop']) {
      const fields = { intent, language: 'en', kind: 'news', ...words.en };
      expect([intent, (await press(owner, elsewhere, fields)).status]).toEqual([intent, 404]);
    }
  });
});
