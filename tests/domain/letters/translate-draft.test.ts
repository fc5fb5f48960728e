import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LetterDraft } from '~/domain/letters/letter-draft';
import { readDeskLetter } from '~/domain/letters/read-desk-letter.server';
import { readDraft } from '~/domain/letters/read-draft.server';
import { readDraftStates } from '~/domain/letters/read-draft-states.server';
import { readDraftTexts } from '~/domain/letters/read-draft-texts.server';
import { saveDraft } from '~/domain/letters/save-draft.server';
import type { Locale } from '~/i18n/locale';
import { sampleCampaign } from '~/sample/sample-campaign';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';
import { type Colleague, colleague } from '../../support/writing';

let test$: TestContext;
let letterId: string;
let editor: Colleague;
let translator: Colleague;
const { en: english, ko: korean } = sampleCampaign.letterTexts;

beforeEach(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  editor = await colleague(test$.ctx, 'editor');
  translator = await colleague(test$.ctx, 'translator', 'translator');
});
afterEach(() => test$.drop());

async function read(locale: Locale) {
  const found = await readDraft(test$.ctx, { letterId, kind: 'letter', locale });
  if (!found.ok) throw new Error(found.reason);
  return { ...found.draft, content: found.draft.content as LetterDraft };
}

async function write(locale: Locale, change: Partial<LetterDraft>, stillRight: string[] = []) {
  const draft = await read(locale);
  const saved = await saveDraft(test$.ctx, {
    letterId,
    kind: 'letter',
    locale,
    content: { ...draft.content, ...change },
    revision: draft.revision,
    seen: draft.master?.hashes,
    stillRight,
    actor: (locale === 'en' ? editor : translator).actor,
  });
  expect(saved).toMatchObject({ ok: true });
}

const changed = async (locale: Locale) => (await read(locale)).changed;
const requests = english.requests;

describe('a translator', () => {
  test('finds nothing marked in what was published together', async () => {
    expect(await read('ko')).toMatchObject({ changed: [], status: 'completed' });
  });

  test('sees exactly the fields whose master changed, and loses a mark with each saved field', async () => {
    await write('en', { title: 'Another title', requests: ['New first', ...requests.slice(1)] });
    expect(await changed('ko')).toEqual(['title', 'requests.0']);
    expect((await read('ko')).status).toBe('out-of-date');
    await write('ko', { title: '다른 제목' });
    expect(await changed('ko')).toEqual(['requests.0']);
    expect(await changed('uk')).toEqual(['title', 'requests.0']);
    await write('ko', {}, ['requests.0']);
    expect(await read('ko')).toMatchObject({ changed: [], status: 'completed' });
    expect((await read('ko')).masterRevision).toBe(1);
  });

  test('who saves beside an older master keeps the mark of what changed meanwhile', async () => {
    const beside = await read('ko');
    await write('en', { title: 'Changed meanwhile' });
    await saveDraft(test$.ctx, {
      letterId,
      kind: 'letter',
      locale: 'ko',
      content: { ...beside.content, title: '새 제목', subject: '새 건명' },
      revision: 0,
      seen: beside.master?.hashes,
      actor: translator.actor,
    });
    expect(await changed('ko')).toEqual(['title']);
  });

  test('moves items without losing what they were made from, and misses what was added', async () => {
    await write('en', { requests: [...requests].reverse() });
    expect(await changed('ko')).not.toEqual([]);
    await write('ko', { requests: [...korean.requests].reverse() });
    expect(await changed('ko')).toEqual([]);
    await write('en', { requests: [...requests].reverse().concat('One more') });
    expect(await read('ko')).toMatchObject({
      changed: ['requests'],
      missing: [`requests.${requests.length}`],
      status: 'in-progress',
    });
  });

  test('begins in an empty language: not started, in progress, completed', async () => {
    await test$.ctx.db.deleteFrom('letter_texts').where('locale', '=', 'ko').execute();
    const state = async () => {
      const found = await readDraftStates(test$.ctx, { letterId, kind: 'letter' });
      return found.ok ? found.states.find(({ locale }) => locale === 'ko') : undefined;
    };
    expect(await state()).toMatchObject({ status: 'not-started', revision: 0, changed: [] });
    await write('ko', { title: korean.title });
    expect(await state()).toMatchObject({ status: 'in-progress', changed: expect.any(Array) });
    await write('ko', {
      ...korean,
      notes: korean.notes.map((note) => ({ ...note, url: note.url })),
    });
    expect(await state()).toMatchObject({ status: 'completed', missing: [], changed: [] });
  });
});

test('what would be published is each draft, and the public text where there is none', async () => {
  const found = await readDeskLetter(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  const { letter } = found;
  await write('ko', { title: '다른 제목' });
  const texts = await readDraftTexts(test$.ctx, letter);
  expect(texts).toMatchObject({
    ok: true,
    texts: { ko: { title: '다른 제목' }, en: { title: english.title } },
  });
  await write('ko', { title: '' });
  expect(await readDraftTexts(test$.ctx, letter)).toEqual({
    ok: false,
    reason: 'incomplete',
    missing: [{ locale: 'ko', field: 'title' }],
  });
  expect(await readDraftTexts(test$.ctx, { ...letter, locales: ['en', 'uk'] })).toMatchObject({
    ok: true,
  });
});
