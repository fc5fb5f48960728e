import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sampleCampaign } from '~/sample/sample-campaign';
import { createTestContext, type TestContext } from '../support/database';
import { type Fields, visitEditor } from '../support/editor-page';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';
import { type Colleague, colleague, fallSilent } from '../support/writing';

let test$: TestContext;
let pages: ReturnType<typeof servePages>;
let minseo: Colleague;
let olena: Colleague;
let translator: Colleague;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  minseo = await colleague(test$.ctx, 'minseo');
  olena = await colleague(test$.ctx, 'olena');
  translator = await colleague(test$.ctx, 'translator', 'translator');
  pages = servePages(test$.ctx, {
    'organise/letters/:slug/letter': await import('~/routes/organise.letters.$slug.letter'),
    'organise/letters/:slug/letter/edit': await import(
      '~/routes/organise.letters.$slug.letter_.edit'
    ),
    'organise/letters/:slug/letter/draft': await import(
      '~/routes/organise.letters.$slug.letter_.draft'
    ),
    'organise/letters/:slug/letter/preview': await import(
      '~/routes/organise.letters.$slug.letter_.preview'
    ),
    'organise/letters/:slug/letter/preview.pdf': await import(
      '~/routes/organise.letters.$slug.letter_.preview[.]pdf'
    ),
    'organise/letters/:slug/letter/preview.txt': await import(
      '~/routes/organise.letters.$slug.letter_.preview[.]txt'
    ),
  });
});
afterAll(() => test$.drop());
beforeEach(async () => {
  await test$.ctx.db.deleteFrom('text_drafts').execute();
  await test$.ctx.db.deleteFrom('edit_locks').execute();
});

const base = `/organise/letters/${slug}/letter`;
const english = `${base}/edit?language=en`;

const call = (path: string, who: Colleague | null, fields?: Fields) =>
  visitEditor(pages, path, who, fields);

async function press(path: string, who: Colleague | null, intent: string, change: Fields = {}) {
  const { fields } = await call(path, minseo);
  return call(path, who, { ...fields, ...change, intent });
}

async function stored(locale = 'en') {
  const row = await test$.ctx.db
    .selectFrom('text_drafts')
    .select(['content', 'revision', 'review'])
    .where('locale', '=', locale)
    .executeTakeFirst();
  const content = row?.content as Record<string, string[]> | undefined;
  return { revision: row?.revision ?? 0, review: row?.review, content: content ?? {} };
}

describe('without JavaScript an editor', () => {
  test('saves what the form says, and sees that it is a draft', async () => {
    const answer = await press(english, minseo, 'save', { title: 'A <new> title' });
    expect([answer.status, answer.location]).toEqual([303, `${english}&saved`]);
    expect((await stored()).content).toEqual({
      ...JSON.parse(JSON.stringify(sampleCampaign.letterTexts.en)),
      title: 'A <new> title',
    });
    const page = await call(`${english}&saved`, minseo);
    expect(page.html).toContain('Saved as a draft');
    expect(page.fields.title).toBe('A <new> title');
    const view = await call(`${base}?language=en`, minseo);
    expect(view.html).toContain('What the English draft changes');
    expect(view.html).toMatch(/<ins>[^<]*&lt;new&gt;/);
  });

  test('adds, moves and removes requests, and what was typed meanwhile is saved with it', async () => {
    const [first, second] = sampleCampaign.letterTexts.en.requests;
    const count = sampleCampaign.letterTexts.en.requests.length;
    const added = await press(english, minseo, 'add:requests', { title: 'Typed meanwhile' });
    expect(added.location).toBe(`${english}&saved#requests.${count}`);
    await press(english, minseo, 'down:requests.0', { [`requests.${count}`]: 'The last one' });
    const moved = await stored();
    expect(moved.content.requests?.slice(0, 2)).toEqual([second, first]);
    expect(moved.content.requests?.at(-1)).toBe('The last one');
    expect(moved.content.title).toBe('Typed meanwhile');
    await press(english, minseo, 'up:requests.1');
    await press(english, minseo, `remove:requests.${count}`);
    expect((await stored()).content.requests).toEqual(sampleCampaign.letterTexts.en.requests);
  });

  test('pastes a text with empty lines and gets paragraphs', async () => {
    await press(english, minseo, 'save', { 'paragraphs.0': 'One\r\n\r\nTwo\r\n \r\nThree' });
    expect((await stored()).content.paragraphs?.slice(0, 3)).toEqual(['One', 'Two', 'Three']);
  });

  test('refers to a new note at the cursor, and to an old one at the end', async () => {
    const change = { 'requests.0': 'Free them', citeField: 'requests.0', citeAt: '4' };
    const answer = await press(english, minseo, 'cite', { ...change, citeNote: 'new' });
    const notes = sampleCampaign.letterTexts.en.notes.length;
    expect(answer.location).toBe(`${english}&saved#notes.${notes}`);
    const id = notes + 1;
    expect((await stored()).content.requests?.[0]).toBe(`Free[^${id}] them`);
    await press(english, minseo, 'cite', { citeField: 'requests.0', citeNote: `${id}` });
    expect((await stored()).content.requests?.[0]).toBe(`Free[^${id}] them[^${id}]`);
    const lost = await press(english, minseo, 'cite', {
      citeField: 'requests.99',
      citeNote: 'new',
      title: 'Kept',
    });
    expect([lost.status, lost.fields.title]).toEqual([422, 'Kept']);
  });

  test('who saves a field with 100 kB gets it back whole, with what to do', async () => {
    const long = 'длинно '.repeat(14_000);
    const answer = await press(english, minseo, 'save', { 'requests.1': long });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('<title>Error: ');
    expect(answer.html).toContain('href="#requests.1"');
    expect(answer.fields['requests.1']).toBe(long);
    expect((await stored()).revision).toBe(0);
  });

  test('who saved in another window is shown both, and the second press stores the form', async () => {
    const { fields } = await call(english, minseo);
    await call(english, minseo, {
      ...fields,
      subject: 'Subject of the other window',
      intent: 'save',
    });
    const mine = { ...fields, title: 'Title of this window', intent: 'save' };
    const refused = await call(english, minseo, mine);
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('saved elsewhere meanwhile');
    expect(refused.html).toMatch(/<del>[^<]*Subject of the other window/);
    expect(refused.fields.title).toBe('Title of this window');
    expect((await stored()).content.title).toBe(sampleCampaign.letterTexts.en.title);
    const again = await call(english, minseo, { ...refused.fields, intent: 'save' });
    expect(again.status).toBe(303);
    expect((await stored()).content.title).toBe('Title of this window');
  });

  test('whose text was taken over keeps the words, and may take it back', async () => {
    const { fields } = await call(english, minseo);
    await call(english, minseo, { ...fields, title: 'First', intent: 'save' });
    const seen = await call(english, olena);
    expect(seen.html).toContain('Being edited by m•••@desk.example');
    expect(seen.html).not.toContain('value="save"');
    expect((await call(english, olena, { intent: 'take-over' })).status).toBe(303);
    const mine = { ...fields, revision: '1', title: 'Still mine', intent: 'save' };
    const refused = await call(english, minseo, mine);
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('o•••@desk.example has been editing this text since');
    expect(refused.fields.title).toBe('Still mine');
    const back = await call(english, minseo, { ...refused.fields, intent: 'take-over' });
    expect(back.status).toBe(303);
    expect((await stored()).content.title).toBe('Still mine');
  });

  test('finds the text free two minutes after the other has gone', async () => {
    await press(english, minseo, 'save', { title: 'First' });
    await fallSilent(test$.ctx);
    expect((await call(english, olena)).html).not.toContain('Being edited by');
  });

  test('whose session has ended gets everything back, signs in elsewhere, and saves', async () => {
    const typed = { title: 'Not <lost>', 'paragraphs.0': 'Two\nlines "here"' };
    const kept = await press(english, null, 'up:requests.1', typed);
    expect(kept.status).toBe(401);
    expect(kept.html).toContain('href="/organise/sign-in"');
    expect(kept.html).toContain(`action="${english}"`);
    expect(kept.html).toMatch(/name="intent" value="up:requests.1"/);
    expect(kept.fields).toMatchObject(typed);
    expect((await stored()).revision).toBe(0);
    const saved = await call(english, minseo, { ...kept.fields, intent: 'up:requests.1' });
    expect(saved.status).toBe(303);
    expect((await stored()).content.title).toBe('Not <lost>');
    expect((await stored()).content.paragraphs?.[0]).toBe('Two\nlines "here"');
  });

  test('discards a draft only after ticking the box', async () => {
    await press(english, minseo, 'save', { title: 'Draft' });
    const form = { intent: 'discard', revision: '1' };
    expect((await call(`${base}?language=en`, minseo, form)).status).toBe(422);
    expect((await stored()).revision).toBe(1);
    const done = await call(`${base}?language=en`, minseo, { ...form, sure: 'yes' });
    expect(done.location).toBe(`${base}?language=en&discarded`);
    expect((await stored()).revision).toBe(0);
  });
});

describe('a translator', () => {
  const korean = `${base}/edit?language=ko`;

  test('may not write the master, and is brought to a translation', async () => {
    expect((await call(english, translator)).status).toBe(403);
    const { fields } = await call(korean, translator);
    expect((await call(english, translator, { ...fields, intent: 'save' })).status).toBe(403);
    const page = await call(`${base}/edit`, translator);
    expect(page.html).toContain('Translate the letter: Korean');
    expect(page.html).toContain(sampleCampaign.letterTexts.en.salutation);
    expect(page.html).toContain('lang="ko"');
  });

  test('sees which source has changed, and says that a field is still right', async () => {
    await press(english, minseo, 'save', { 'requests.0': 'Another request', title: 'Another' });
    const marked = await call(korean, translator);
    expect(marked.html.match(/Source changed:<\/strong>/g)).toHaveLength(2);
    expect(marked.html).toContain('name="right:requests.0"');
    await call(korean, translator, {
      ...marked.fields,
      title: '다른 제목',
      'right:requests.0': 'yes',
      review: 'reviewed by a native speaker',
      intent: 'save',
    });
    expect((await call(korean, translator)).html).not.toContain('Source changed:</strong>');
    expect((await stored('ko')).review).toBe('reviewed by a native speaker');
    expect((await call(base, translator)).html).toContain('reviewed by a native speaker');
  });

  test('keeps what an item was translated from when it is moved', async () => {
    const { fields } = await call(english, minseo);
    const [first = '', second = ''] = [fields['requests.0'], fields['requests.1']];
    const swapped = { ...fields, 'requests.0': second, 'requests.1': first };
    await call(english, minseo, { ...swapped, intent: 'save' });
    expect((await call(korean, translator)).html).toContain('Source changed:</strong>');
    const beside = await call(korean, translator);
    await call(korean, translator, { ...beside.fields, intent: 'down:requests.0' });
    expect((await call(korean, translator)).html).not.toContain('Source changed:</strong>');
  });
});

describe('autosave', () => {
  const draft = `${base}/draft?language=en`;

  test('saves, and says the time and the next revision', async () => {
    const { fields } = await call(english, minseo);
    const saved = await call(draft, minseo, { ...fields, title: 'By itself', intent: 'save' });
    expect(JSON.parse(saved.html)).toMatchObject({ state: 'saved', revision: 1, changed: [] });
    expect(JSON.parse(saved.html).at).toMatch(/^\d\d:\d\d$/);
    expect((await stored()).content.title).toBe('By itself');
  });

  test('is refused with words when somebody else edits, is stale or too long', async () => {
    const { fields } = await call(english, minseo);
    expect(JSON.parse((await call(draft, olena, { intent: 'hold' })).html)).toEqual({
      state: 'held',
    });
    const held = await call(draft, minseo, { ...fields, title: 'Mine', intent: 'save' });
    expect([held.status, JSON.parse(held.html)]).toEqual([
      409,
      { state: 'refused', text: 'somebody else is editing' },
    ]);
    await call(draft, olena, { ...fields, title: 'Theirs', intent: 'save' });
    const stale = await call(draft, olena, { ...fields, title: 'Again', intent: 'save' });
    expect([stale.status, JSON.parse(stale.html).text]).toEqual([
      409,
      'the text was saved elsewhere meanwhile',
    ]);
    const long = { ...fields, revision: '1', title: 'x'.repeat(301), intent: 'save' };
    expect((await call(draft, olena, long)).status).toBe(422);
  });

  test('of a session that has ended leads to signing in and stores nothing', async () => {
    const { fields } = await call(english, minseo);
    const ended = await call(draft, null, { ...fields, title: 'Lost?', intent: 'save' });
    expect([ended.status, ended.location]).toEqual([303, '/organise/sign-in']);
    expect((await stored()).revision).toBe(0);
  });
});

describe('a preview', () => {
  test('shows the draft as page and text, marked, with marks for what is missing, kept by nobody', async () => {
    await press(english, minseo, 'save', { title: 'Only a draft', salutation: '' });
    const page = await call(`${base}/preview?language=en`, olena);
    expect(page.html).toContain('Only a draft');
    expect(page.html).toContain('<p class="letter-salutation">[…]</p>');
    const headers = { Cookie: `undersigned=${olena.sessionId}` };
    const text = await pages(`${base}/preview.txt?language=en`, { headers });
    expect(text.headers.get('Cache-Control')).toBe('no-store');
    expect(await text.text()).toMatch(/^Draft: not published\./);
    const pdf = await pages(`${base}/preview.pdf?language=ko`, { headers });
    expect(pdf.headers.get('Content-Type')).toBe('application/pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await call(`${base}/preview.txt`, null)).location).toBe('/organise/sign-in');
  });
});
