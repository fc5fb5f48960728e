import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LetterText } from '~/domain/letters/letter';
import { listDeskVersions } from '~/domain/versions/list-desk-versions.server';
import * as newDelivery from '~/routes/organise.letters.$slug.deliveries_.new';
import * as versions from '~/routes/organise.letters.$slug.versions';
import * as newVersion from '~/routes/organise.letters.$slug.versions_.new';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';
import { editedTexts, plantDraft, presentHash, signAndConfirm } from '../support/versions';

let test$: TestContext;
let letterId: string;
let session: string;
let pages: ReturnType<typeof servePages>;

const desk = `/organise/letters/${slug}`;
const said = {
  'summary-en': 'The salutation names the ambassador.',
  'summary-ko': '첫인사에 대사님의 이름을 넣었습니다.',
  'summary-uk': 'У звертанні названо посла.',
};

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  session = await openSession(test$.ctx, 'owner');
  for (const name of ['one', 'two', 'three']) {
    await signAndConfirm(test$.ctx, { email: `${name}@people.example` });
  }
  pages = servePages(test$.ctx, {
    'organise/letters/:slug/versions': versions,
    'organise/letters/:slug/versions/new': newVersion,
    'organise/letters/:slug/deliveries/new': newDelivery,
  });
});
afterAll(() => test$.drop());

async function open(path: string, fields?: Record<string, string>) {
  const answer = await pages(`${desk}${path}`, {
    method: fields ? 'POST' : 'GET',
    headers: { Cookie: `undersigned=${session}` },
    body: fields ? new URLSearchParams(fields) : undefined,
  });
  const html = (await answer.text()).replaceAll('<!-- -->', '');
  return { status: answer.status, to: answer.headers.get('Location'), html };
}

/** What the form of a page sends by itself. */
function hidden(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(inputs.map(([, name, value]) => [name, value]));
}

function draft(locale: 'en' | 'ko' | 'uk', content: LetterText): Promise<void> {
  return plantDraft(test$.ctx, { letterId, locale }, content, editedTexts('edited').en);
}

test('with nothing edited there is nothing to publish', async () => {
  const { html } = await open('/versions/new');
  expect(html).toContain('Nothing was edited since the public version.');
  expect(html).not.toContain('name="kind"');
});

test('a text with a gap is not offered; each gap leads to where it is written', async () => {
  await draft('ko', { ...editedTexts('').ko, salutation: '' });
  const { html } = await open('/versions/new');
  expect(html).toContain(`href="${desk}/letter?language=ko">Korean: salutation</a>`);
  expect(html).not.toContain('name="kind"');
});

test('Jiwon compares, is asked what it is, and everything typed is kept until all of it is there', async () => {
  for (const locale of ['en', 'ko', 'uk'] as const)
    await draft(locale, editedTexts('edited')[locale]);
  const page = await open('/versions/new');
  expect(page.html).toContain('<ins><span class="visually-hidden">added: </span>');
  expect(page.html).toMatch(/<p lang="ko">/);
  const form = hidden(page.html);
  expect(form.base).toBe(await presentHash(test$.ctx));

  const silent = await open('/versions/new', { ...form, ...said, intent: 'review' });
  expect(silent.status).toBe(422);
  expect(silent.html).toContain('Say whether the meaning changes.');
  for (const text of Object.values(said)) expect(silent.html).toContain(text);

  const given = { ...form, ...said, kind: 'change', intent: 'review' };
  const missing = await open('/versions/new', { ...given, 'summary-uk': '' });
  expect(missing.status).toBe(422);
  expect(missing.html).toContain('Write in Ukrainian what changed.');

  const asked = await open('/versions/new', given);
  expect(asked.status).toBe(200);
  expect(asked.html).toContain('at most 3 people');
  expect(asked.html).toContain('Publish version 2?');
  expect(await listDeskVersions(test$.ctx, letterId)).toHaveLength(1);
});

test('what was edited after the comparison is not published unseen', async () => {
  const form = hidden((await open('/versions/new')).html);
  await draft('uk', editedTexts('later').uk);
  const given = { ...form, ...said, kind: 'change', intent: 'publish' };
  const refused = await open('/versions/new', given);
  expect(refused.status).toBe(409);
  expect(refused.html).toContain('since this page was made');
  expect(refused.html).toContain('later');
  expect(refused.html).toContain(said['summary-ko']);
  expect(await listDeskVersions(test$.ctx, letterId)).toHaveLength(1);
});

test('publishing leads to the list, with who did it and how far the mails are', async () => {
  const form = hidden((await open('/versions/new')).html);
  const given = { ...form, ...said, kind: 'change', intent: 'publish' };
  const done = await open('/versions/new', given);
  expect([done.status, done.to]).toEqual([303, `${desk}/versions?published=2`]);
  const { html } = await open('/versions?published=2');
  expect(html).toContain('Version 2 is public now.');
  expect(html).toContain('owner@desk.example');
  expect(html).toContain('0 of 3 people');
  expect(html).toContain('Change of meaning');
  const again = await open('/versions/new', given);
  expect(again.status).toBe(409);
  expect(await listDeskVersions(test$.ctx, letterId)).toHaveLength(2);
});

test('a delivery prepared now names nobody who signed the earlier version only, and says so', async () => {
  const { html } = await open('/deliveries/new');
  expect(html).toContain('Left out: signed an earlier version only');
  expect(html).toContain('3 people; the copy gives their number apart');
});
