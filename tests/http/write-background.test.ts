import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BackgroundText } from '~/domain/letters/letter';
import { sampleCampaign } from '~/sample/sample-campaign';
import { createTestContext, type TestContext } from '../support/database';
import { type Fields, visitEditor } from '../support/editor-page';
import { createLetter, slug } from '../support/letter';
import { servePages } from '../support/pages';
import { type Colleague, colleague } from '../support/writing';

let test$: TestContext;
let pages: ReturnType<typeof servePages>;
let minseo: Colleague;
let olena: Colleague;
let owner: Colleague;
let translator: Colleague;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  minseo = await colleague(test$.ctx, 'minseo');
  olena = await colleague(test$.ctx, 'olena');
  owner = await colleague(test$.ctx, 'owner', 'owner');
  translator = await colleague(test$.ctx, 'translator', 'translator');
  pages = servePages(test$.ctx, {
    'organise/letters/:slug/background': await import('~/routes/organise.letters.$slug.background'),
    'organise/letters/:slug/background/edit': await import(
      '~/routes/organise.letters.$slug.background_.edit'
    ),
    'organise/letters/:slug/background/draft': await import(
      '~/routes/organise.letters.$slug.background_.draft'
    ),
    'organise/letters/:slug/publish': await import('~/routes/organise.letters.$slug.publish'),
  });
});
afterAll(() => test$.drop());
const sample = sampleCampaign.backgroundTexts.en;

beforeEach(async () => {
  const { db } = test$.ctx;
  await db.deleteFrom('text_drafts').execute();
  await db.deleteFrom('edit_locks').execute();
  await db.deleteFrom('background_texts').execute();
  const letter = await db.selectFrom('letters').select('id').executeTakeFirstOrThrow();
  const texts = (['en', 'ko'] as const).map((locale) => ({
    letter_id: letter.id,
    locale,
    content: JSON.stringify(sampleCampaign.backgroundTexts[locale]),
    review: 'reviewed',
  }));
  await db.insertInto('background_texts').values(texts).execute();
});

const base = `/organise/letters/${slug}/background`;
const english = `${base}/edit?language=en`;
const korean = `${base}/edit?language=ko`;

const call = (path: string, who: Colleague | null, fields?: Fields) =>
  visitEditor(pages, path, who, fields);

async function press(intent: string, change: Fields = {}, who: Colleague = minseo) {
  const { fields } = await call(english, minseo);
  return call(english, who, { ...fields, ...change, intent });
}

async function stored(locale = 'en') {
  const row = await test$.ctx.db
    .selectFrom('text_drafts')
    .select(['content', 'revision'])
    .where('locale', '=', locale)
    .where('kind', '=', 'background')
    .executeTakeFirst();
  return { revision: row?.revision ?? 0, content: row?.content as unknown as BackgroundText };
}

async function publicText() {
  const row = await test$.ctx.db
    .selectFrom('background_texts')
    .select('content')
    .where('locale', '=', 'en')
    .executeTakeFirstOrThrow();
  return row.content as unknown as BackgroundText;
}

const publish = () => call(`/organise/letters/${slug}/publish`, owner, { intent: 'background' });

describe('without JavaScript an editor', () => {
  test('opens the public background, changes one field, and nothing else changes', async () => {
    const answer = await press('save', { introduction: 'A <new> introduction.' });
    expect([answer.status, answer.location]).toEqual([303, `${english}&saved`]);
    expect((await stored()).content).toEqual({
      ...JSON.parse(JSON.stringify(sample)),
      introduction: 'A <new> introduction.',
    });
    const view = await call(`${base}?language=en`, minseo);
    expect(view.html).toContain('What the English draft changes');
    expect(view.html).toMatch(/&lt;new&gt;/);
    expect(view.html).toContain('Discard the English draft');
    expect((await call(english, minseo)).html).not.toContain('Before publishing:');
  });

  test('adds a section, whose name in the address is made of its heading', async () => {
    const count = sample.sections.length;
    const added = await press('add:sections', { introduction: 'Typed meanwhile' });
    expect(added.location).toBe(`${english}&saved#sections.${count}`);
    await press('save', {
      [`sections.${count}.heading`]: 'What awaits them',
      [`sections.${count}.paragraphs`]: 'One.\r\n\r\nTwo.',
    });
    const { content } = await stored();
    expect(content.sections.at(-1)).toEqual({
      id: 'what-awaits-them',
      heading: 'What awaits them',
      paragraphs: ['One.', 'Two.'],
    });
    expect(content.introduction).toBe('Typed meanwhile');
    await press('add:sections');
    await press('save', { [`sections.${count + 1}.heading`]: '무엇이 기다립니까' });
    expect((await stored()).content.sections.at(-1)?.id).toBe(`section-${count + 2}`);
    await press('add:sections');
    await press('save', { [`sections.${count + 2}.heading`]: 'What awaits them' });
    expect((await stored()).content.sections.at(-1)?.id).toBe('what-awaits-them-2');
  });

  test('moves and removes entries of the timeline with all that belongs to them', async () => {
    await press('down:timeline.0', { 'timeline.0.date': '2024-05' });
    const [first, second] = (await stored()).content.timeline;
    expect([first, second]).toEqual([
      sample.timeline[1],
      { ...sample.timeline[0], date: '2024-05' },
    ]);
    const last = sample.timeline.length - 1;
    expect((await stored()).content.timeline[last]?.demonstration).toBe(true);
    await press(`remove:timeline.${last}`);
    expect((await stored()).content.timeline).toHaveLength(last);
  });

  test('adds a source with a mark of its own and chooses it for an entry', async () => {
    const count = sample.sources.length;
    await press('add:sources');
    expect((await stored()).content.sources.at(-1)?.id).toBe('source-1');
    await press('save', {
      [`sources.${count}.title`]: 'A report',
      'timeline.0.sourceId': 'source-1',
    });
    expect((await stored()).content.timeline[0]?.sourceId).toBe('source-1');
    expect((await call(english, minseo)).html).toContain('source-1: A report');
  });

  test('whose paragraph is too long gets it back, with the way to the field', async () => {
    const long = 'x'.repeat(5001);
    const answer = await press('save', { 'sections.1.paragraphs': `Short.\n\n${long}` });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('href="#sections.1.paragraphs"');
    expect(answer.fields['sections.1.paragraphs']).toBe(`Short.\n\n${long}`);
    expect((await stored()).revision).toBe(0);
  });

  test('whose text was taken over or saved elsewhere keeps the words', async () => {
    const { fields } = await call(english, minseo);
    await call(english, minseo, { ...fields, introduction: 'First', intent: 'save' });
    expect((await call(english, olena)).html).toContain('Being edited by m•••@desk.example');
    await call(english, olena, { intent: 'take-over' });
    const mine = { ...fields, revision: '1', introduction: 'Mine', intent: 'save' };
    const refused = await call(english, minseo, mine);
    expect([refused.status, refused.fields.introduction]).toEqual([409, 'Mine']);
    await call(english, minseo, { ...refused.fields, intent: 'take-over' });
    expect((await stored()).content.introduction).toBe('Mine');
    const stale = await call(english, minseo, { ...mine, introduction: 'Late' });
    expect(stale.status).toBe(409);
    expect(stale.html).toContain('saved elsewhere meanwhile');
  });

  test('saves sixty of everything in one form', async () => {
    const { fields } = await call(english, minseo);
    const many: Fields = { ...fields };
    for (let at = 0; at < 60; at += 1) {
      for (const name of [`sections.${at}.id`, `questions.${at}.id`]) many[name] = `n-${at}`;
      for (const part of ['heading', 'paragraphs']) many[`sections.${at}.${part}`] = 'x';
      for (const part of ['question', 'answer']) many[`questions.${at}.${part}`] = 'x';
      for (const part of ['title', 'publisher', 'date', 'url']) many[`sources.${at}.${part}`] = '2';
      for (const part of ['date', 'text', 'sourceId']) many[`timeline.${at}.${part}`] = 'x';
      many[`timeline.${at}.demonstration`] = 'yes';
      for (const list of ['sections', 'timeline', 'sources', 'questions']) {
        many[`right:${list}.${at}`] = 'yes';
      }
      many[`sources.${at}.id`] = `s-${at}`;
    }
    expect((await call(english, minseo, { ...many, intent: 'save' })).status).toBe(303);
    expect((await stored()).content.sources).toHaveLength(60);
  });

  test('discards a draft only after ticking the box', async () => {
    await press('save', { introduction: 'Draft' });
    const form = { intent: 'discard', revision: '1' };
    expect((await call(`${base}?language=en`, minseo, form)).status).toBe(422);
    const done = await call(`${base}?language=en`, minseo, { ...form, sure: 'yes' });
    expect(done.location).toBe(`${base}?language=en&discarded`);
    expect((await stored()).revision).toBe(0);
  });
});

describe('a figure without a source', () => {
  test.each([
    ['introduction', 'They sent 10,000.', 'the figure 10,000 needs its source'],
    ['sections.0.paragraphs', 'Sourced.[^gc3]\n\nThey sent 12,000.', 'the figure 12,000 needs'],
    ['questions.0.answer', 'It has 250 pages.', 'the figure 250 needs its source'],
    ['timeline.1.sourceId', '', 'the entry has a figure (10,000); choose its source'],
    ['introduction', 'Nobody knows.[^nowhere]', '[^nowhere] points to no source'],
    ['sources.1.id', 'news-report', 'two sources have the mark [^news-report]'],
  ])('in %s is saved, advised about, and not published', async (field, words, advice) => {
    expect((await press('save', { [field]: words })).status).toBe(303);
    const page = await call(english, minseo);
    expect(page.html).toContain(`id="${field}-advice"`);
    expect(page.html).toContain(advice);
    expect(page.html).toMatch(new RegExp(`href="#${field}"`));
    const before = await publicText();
    const refused = await publish();
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('The background was not published');
    expect(refused.html).toContain(`href="${english}#${field}"`);
    expect(await publicText()).toEqual(before);
    const tasks = await call(`/organise/letters/${slug}/publish`, owner);
    expect(tasks.html).toMatch(/id="task-background-state"[^>]*>In progress/);
  });

  test('is published when the source is there', async () => {
    await press('save', { introduction: 'They sent 10,000.[^news-report]' });
    const done = await publish();
    expect([done.status, done.location]).toEqual([
      303,
      `/organise/letters/${slug}/publish?background`,
    ]);
    expect((await publicText()).introduction).toBe('They sent 10,000.[^news-report]');
    expect((await stored()).revision).toBe(0);
  });

  test.each([
    ['sources.1.url', 'javascript:alert(1)'],
    ['sources.1.url', 'http://example.org/'],
    ['timeline.0.date', '2024-13'],
    ['timeline.0.date', '2024-06-31'],
  ])('and likewise %s “%s” keep it from being public', async (field, words) => {
    await press('save', { [field]: words });
    expect((await call(english, minseo)).fields[field]).toBe(words);
    const refused = await publish();
    expect(refused.status).toBe(409);
    expect(refused.html).toContain(`#${field}"`);
  });
});

describe('a translator', () => {
  test('may not write the master, and sees what has changed in it', async () => {
    expect((await call(english, translator)).status).toBe(403);
    await press('save', { 'questions.0.question': 'Another question?' });
    const marked = await call(korean, translator);
    expect(marked.html).toContain('Translate the background: Korean');
    expect(marked.html.match(/Source changed:<\/strong>/g)).toHaveLength(1);
    expect(marked.html).toContain('Another question?');
    await call(korean, translator, {
      ...marked.fields,
      'right:questions.0': 'yes',
      intent: 'save',
    });
    expect((await call(korean, translator)).html).not.toContain('Source changed:</strong>');
  });

  test('has a place beside each new item, with the mark and the date of the master', async () => {
    const count = sample.sources.length;
    await press('add:sources');
    await press('save', { [`sources.${count}.date`]: '2025', [`sources.${count}.title`]: 'New' });
    const { fields } = await call(korean, translator);
    expect(fields[`sources.${count}.id`]).toBe('source-1');
    expect(fields[`sources.${count}.date`]).toBe('2025');
    expect(fields[`sources.${count}.title`]).toBe('');
  });
});

describe('autosave', () => {
  const draft = `${base}/draft?language=en`;

  test('saves, and is refused with words when somebody else edits', async () => {
    const { fields } = await call(english, minseo);
    const saved = await call(draft, minseo, {
      ...fields,
      introduction: 'By itself',
      intent: 'save',
    });
    expect(JSON.parse(saved.html)).toMatchObject({ state: 'saved', revision: 1 });
    const held = await call(draft, olena, { ...fields, introduction: 'Mine', intent: 'save' });
    expect(held.status).toBe(409);
    expect((await stored()).content.introduction).toBe('By itself');
    expect((await call(draft, minseo)).location).toBe(english);
  });
});
