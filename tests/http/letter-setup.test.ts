import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrganiserRole } from '~/domain/organisers/organiser';
import * as foundersRoute from '~/routes/organise.letters.$slug.founders';
import * as generalRoute from '~/routes/organise.letters.$slug.general';
import * as previewRoute from '~/routes/organise.letters.$slug.preview';
import * as publishRoute from '~/routes/organise.letters.$slug.publish';
import * as targetsRoute from '~/routes/organise.letters.$slug.targets';
import * as newRoute from '~/routes/organise.letters.new';
import { createTestContext, type TestContext } from '../support/database';
import { openSession } from '../support/desk';
import { deskView, writeText } from '../support/new-letter';
import { servePages } from '../support/pages';
import { type Colleague, colleague } from '../support/writing';

let test$: TestContext;
let pages: ReturnType<typeof servePages>;
let owner: string;
let writer: Colleague;

beforeAll(async () => {
  test$ = await createTestContext();
  pages = servePages(test$.ctx, {
    'organise/letters/new': newRoute,
    'organise/letters/:slug/publish': publishRoute,
    'organise/letters/:slug/preview': previewRoute,
    'organise/letters/:slug/general': generalRoute,
    'organise/letters/:slug/targets': targetsRoute,
    'organise/letters/:slug/founders': foundersRoute,
  });
  owner = await openSession(test$.ctx, 'owner');
  writer = await colleague(test$.ctx, 'writer');
});
afterAll(() => test$?.drop());

const desk = '/organise/letters/a-new-letter';

async function get(path: string, session: string | null = owner) {
  const headers: Record<string, string> = session ? { Cookie: `undersigned=${session}` } : {};
  const answer = await pages(path, { headers, redirect: 'manual' });
  return { status: answer.status, html: await answer.text() };
}

/** Sends a form as a browser without script does. */
async function post(path: string, fields: Record<string, string>, session = owner) {
  const answer = await pages(path, {
    method: 'POST',
    headers: {
      Cookie: `undersigned=${session}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields).toString(),
    redirect: 'manual',
  });
  const html = await answer.text();
  return { status: answer.status, to: answer.headers.get('Location'), html };
}

const typed = {
  title: 'A new letter',
  slug: '',
  masterLocale: 'en',
  timeZone: 'Asia/Seoul',
  'locale-ko': 'yes',
};
const target = {
  intent: 'save',
  name: 'embassy',
  channel: 'email',
  addressee: 'the Ambassador',
  address: 'office@embassy.example',
  copies: '',
  first: 'en',
  checkedOn: '2025-11-01',
  checkedSource: 'its website',
};

describe('the form for a new letter', () => {
  test('is for those who may begin one in this installation', async () => {
    for (const role of ['translator', 'moderator', 'auditor'] satisfies OrganiserRole[]) {
      const session = await openSession(test$.ctx, role);
      expect((await get('/organise/letters/new', session)).status).toBe(403);
      expect((await post('/organise/letters/new', typed, session)).status).toBe(403);
    }
    expect((await get('/organise/letters/new', null)).status).toBe(303);
    expect((await get('/organise/letters/new')).html).toContain('Begin the letter');
  });

  test('keeps what was typed and says what is wrong', async () => {
    const refused = await post('/organise/letters/new', { ...typed, title: '', slug: 'Mine' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Write a working title');
    expect(refused.html).toMatch(/<title>Error: /);
    expect(refused.html).toContain('value="Mine"');
    expect(refused.html).toMatch(/id="locale-ko"[^>]*checked/);
    expect(refused.html).toMatch(/value="Asia\/Seoul" selected/);
  });

  test('begins a draft, and refuses a second one of the same short name with a free one', async () => {
    const begun = await post('/organise/letters/new', typed);
    expect([begun.status, begun.to]).toEqual([303, `${desk}/publish?begun`]);
    const again = await post('/organise/letters/new', typed);
    expect(again.status).toBe(409);
    expect(again.html).toContain('a-new-letter-2');
    expect(again.html).toContain('value="a-new-letter"');
  });
});

describe('the page of a draft', () => {
  test('says of every part how far it is, with a way to it and no button to publish', async () => {
    const { html } = await get(`${desk}/publish?begun`);
    for (const label of ['Letter (English)', 'Translation (Korean)', 'Privacy and contact']) {
      expect(html).toContain(label);
    }
    expect(html.match(/Not started/g)?.length).toBeGreaterThan(4);
    expect(html).toContain('this is left to do');
    expect(html).not.toContain('Publish the letter');
    expect(html).toContain(`href="${desk}/letter/edit?language=ko"`);
    expect((await get(`${desk}/preview`)).html).toContain('no preview yet');
  });

  test('refuses to publish, and the list stays', async () => {
    const refused = await post(`${desk}/publish`, { intent: 'publish' });
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Nothing was published');
    expect(refused.html).toContain('this is left to do');
    expect((await deskView(test$.ctx)).state).toBe('draft');
  });

  test('takes an editor’s press for a test, and not for publishing', async () => {
    const session = await openSession(test$.ctx, 'editor');
    const publish = await post(`${desk}/publish`, { intent: 'publish' }, session);
    expect(publish.status).toBe(403);
    const tried = await post(`${desk}/publish`, { intent: 'test' }, session);
    expect([tried.status, tried.html.includes('No mail was sent')]).toEqual([409, true]);
  });
});

describe('the general form', () => {
  test('keeps a wrong goal and saves a right one, with the languages', async () => {
    const fields = {
      workingTitle: 'A new letter',
      goal: 'many',
      timeZone: 'Europe/Kyiv',
      controller: 'A group, Seoul',
      privacyContact: 'data@group.example',
    };
    const refused = await post(`${desk}/general`, fields);
    expect([refused.status, refused.html.includes('value="many"')]).toEqual([422, true]);
    const saved = await post(`${desk}/general`, { ...fields, goal: '2000' });
    expect([saved.status, saved.to]).toEqual([303, `${desk}/general?saved`]);
    expect(await deskView(test$.ctx)).toMatchObject({
      goal: 2000,
      timeZone: 'Europe/Kyiv',
      locales: ['en'],
      controller: 'A group, Seoul',
    });
  });
});

describe('the addressees', () => {
  test('are added, kept when they are wrong, changed and removed', async () => {
    const refused = await post(`${desk}/targets`, { ...target, address: 'nobody' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('This is no mail address');
    expect(refused.html).toContain('>nobody</textarea>');
    expect(await post(`${desk}/targets`, target)).toMatchObject({ to: `${desk}/targets?saved` });
    const { html } = await get(`${desk}/targets?change=embassy`);
    expect(html).toContain('office@embassy.example');
    expect(html).toContain('Look whether name and address are still right');
    const id = /name="id" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const changed = await post(`${desk}/targets`, { ...target, id, addressee: 'the Minister' });
    expect(changed.status).toBe(303);
    expect((await get(`${desk}/targets`)).html).toContain('the Minister');
    const removed = await post(`${desk}/targets`, { intent: 'remove', id });
    expect(removed.to).toBe(`${desk}/targets?removed`);
    expect((await get(`${desk}/targets`)).html).toContain('There is no place yet');
    await post(`${desk}/targets`, target);
  });
});

describe('when the text is there', () => {
  test('it is previewed with its form, tested, and published by its owner', async () => {
    await writeText(test$.ctx, writer, 'en');
    const preview = (await get(`${desk}/preview`)).html;
    expect(preview).toMatch(/<article id="letter"[^>]*lang="en"/);
    expect(preview).toMatch(/<fieldset disabled/);
    expect(preview).toContain('A group, Seoul');
    expect((await get(`${desk}/publish`)).html).not.toContain('Publish the letter');
    const tested = await post(`${desk}/publish`, { intent: 'test' });
    expect(tested.to).toBe(`${desk}/publish?tested`);
    expect((await get(`${desk}/publish`)).html).toContain('Publish the letter');
    const published = await post(`${desk}/publish`, { intent: 'publish' });
    expect(published.to).toBe(`${desk}/publish?published`);
    expect(await deskView(test$.ctx)).toMatchObject({ state: 'open', readableIn: ['en'] });
    expect((await get(`${desk}/publish?published`)).html).toContain('href="/letters/a-new-letter"');
  });

  test('a language that people read is taken away only after a warning', async () => {
    const fields = { timeZone: 'Europe/Kyiv', controller: '', privacyContact: '', goal: '' };
    await post(`${desk}/general`, { ...fields, 'locale-uk': 'yes' });
    const { version } = await deskView(test$.ctx);
    const texts = { letter_version_id: version.id, locale: 'uk', content: '{}', review: 'draft' };
    await test$.ctx.db.insertInto('letter_texts').values(texts).execute();
    const warned = await post(`${desk}/general`, fields);
    expect(warned.status).toBe(409);
    expect(warned.html).toContain('Yes, take the letter away in: Ukrainian');
    const done = await post(`${desk}/general`, { ...fields, withdraw: 'yes' });
    expect(done.status).toBe(303);
    expect((await deskView(test$.ctx)).locales).toEqual(['en']);
  });

  test('founding organisations have a page, empty so far', async () => {
    const { html } = await get(`${desk}/founders`);
    expect(html).toContain('No organisation is marked as a founding one.');
    expect((await post(`${desk}/founders`, { intent: 'up', id: 'x' })).status).toBe(404);
  });
});
