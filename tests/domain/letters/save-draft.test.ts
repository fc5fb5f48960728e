import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { discardDraft } from '~/domain/letters/discard-draft.server';
import { readLockHolder } from '~/domain/letters/edit-lock.server';
import { keepEditing } from '~/domain/letters/keep-editing.server';
import type { LetterDraft } from '~/domain/letters/letter-draft';
import { readDraft } from '~/domain/letters/read-draft.server';
import { saveDraft } from '~/domain/letters/save-draft.server';
import { takeOverEditing } from '~/domain/letters/take-over-editing.server';
import { sampleCampaign } from '~/sample/sample-campaign';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter } from '../../support/letter';
import { type Colleague, colleague, fallSilent } from '../../support/writing';

let test$: TestContext;
let letterId: string;
let minseo: Colleague;
let olena: Colleague;
const english = sampleCampaign.letterTexts.en;

beforeEach(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  minseo = await colleague(test$.ctx, 'minseo');
  olena = await colleague(test$.ctx, 'olena');
});
afterEach(() => test$.drop());

const place = () => ({ letterId, kind: 'letter', locale: 'en' }) as const;
const save = (who: Colleague, content: unknown, revision: number) =>
  saveDraft(test$.ctx, { ...place(), content, revision, actor: who.actor });
async function read() {
  const found = await readDraft(test$.ctx, place());
  if (!found.ok) throw new Error(found.reason);
  return { ...found.draft, content: found.draft.content as LetterDraft };
}
async function audited(): Promise<string[]> {
  const rows = await test$.ctx.db
    .selectFrom('audit_entries')
    .select('action')
    .where('action', 'like', 'draft.%')
    .orderBy('id')
    .execute();
  return rows.map(({ action }) => action);
}

describe('somebody who writes', () => {
  test('begins with the public text, and saves a text with empty fields', async () => {
    expect(await read()).toMatchObject({ revision: 0, status: 'completed', missing: [] });
    expect((await read()).content.title).toBe(english.title);
    const saved = await save(minseo, { ...english, title: '', requests: ['', 'Second'] }, 0);
    expect(saved).toMatchObject({ ok: true, revision: 1 });
    expect(await read()).toMatchObject({ revision: 1, status: 'in-progress' });
    expect((await read()).missing).toEqual(['title', 'requests.0']);
    expect((await read()).content.requests).toEqual(['', 'Second']);
  });

  test('writes the audit log once in a stretch of work', async () => {
    await save(minseo, { ...english, title: 'One' }, 0);
    await save(minseo, { ...english, title: 'Two' }, 1);
    expect(await audited()).toEqual(['draft.written']);
    await fallSilent(test$.ctx);
    await save(minseo, { ...english, title: 'Three' }, 2);
    expect(await audited()).toEqual(['draft.written', 'draft.written']);
  });

  test('who saves what is stored already makes no revision and no entry', async () => {
    expect(await save(minseo, english, 0)).toMatchObject({ ok: true, revision: 0 });
    expect(await audited()).toEqual([]);
  });

  test('in two windows overwrites nothing: the later save is told what is stored now', async () => {
    await save(minseo, { ...english, title: 'From the first window' }, 0);
    const refused = await save(minseo, { ...english, title: 'From the second' }, 0);
    expect(refused).toMatchObject({
      ok: false,
      reason: 'stale',
      stored: { revision: 1, content: { title: 'From the first window' } },
    });
    expect((await read()).content.title).toBe('From the first window');
  });

  test('at the same moment in two windows gets one save through', async () => {
    const titles = ['One', 'Two', 'Three', 'Four'];
    const answers = await Promise.all(
      titles.map((title) => save(minseo, { ...english, title }, 0)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await read()).revision).toBe(1);
  });

  test('pastes NUL, direction marks and pasted line ends, and gets clean text', async () => {
    const dirty = {
      ...english,
      title: 'A\0 ti\u202etle\nin two',
      summary: 'one\r\n\r\n\r\n\r\ntwo',
    };
    expect(await save(minseo, dirty, 0)).toMatchObject({ ok: true });
    const { title, summary } = (await read()).content;
    expect([title, summary]).toEqual(['A title in two', 'one\n\ntwo']);
  });

  test('pastes 100 kB into one paragraph, or a hundred paragraphs, and is told which field', async () => {
    const long = { ...english, paragraphs: ['fine', 'x'.repeat(100_000)] };
    expect(await save(minseo, long, 0)).toEqual({
      ok: false,
      reason: 'invalid',
      faults: [{ field: 'paragraphs.1', limit: 5000 }],
    });
    const many = { ...english, paragraphs: Array.from({ length: 100 }, String) };
    expect(await save(minseo, many, 0)).toEqual({
      ok: false,
      reason: 'invalid',
      faults: [{ field: 'paragraphs', limit: 40 }],
    });
    expect((await read()).revision).toBe(0);
  });

  test('discards the draft they have looked at, and no other', async () => {
    await save(minseo, { ...english, title: 'One' }, 0);
    await save(minseo, { ...english, title: 'Two' }, 1);
    const discard = (revision: number) =>
      discardDraft(test$.ctx, { ...place(), revision, actor: minseo.actor });
    expect(await discard(1)).toEqual({ ok: false, reason: 'stale' });
    expect(await discard(2)).toEqual({ ok: true });
    expect(await read()).toMatchObject({ revision: 0, content: { title: english.title } });
    expect(await discard(2)).toEqual({ ok: false, reason: 'not-found' });
    expect(await audited()).toEqual(['draft.written', 'draft.discarded']);
    expect(await save(minseo, { ...english, title: 'Three' }, 2)).toMatchObject({
      reason: 'stale',
      stored: { revision: 0 },
    });
  });

  test('finds no text of an unknown letter or in a language that is not offered', async () => {
    await test$.ctx.db
      .updateTable('letters')
      .set({ locales: ['en', 'ko'] })
      .execute();
    const actor = minseo.actor;
    const ukrainian = { ...place(), locale: 'uk' as const, content: english, revision: 0, actor };
    expect(await saveDraft(test$.ctx, ukrainian)).toEqual({ ok: false, reason: 'not-found' });
    expect(await readDraft(test$.ctx, ukrainian)).toEqual({ ok: false, reason: 'not-found' });
    const nowhere = { ...place(), letterId: crypto.randomUUID(), content: english, revision: 0 };
    expect(await saveDraft(test$.ctx, { ...nowhere, actor })).toMatchObject({ ok: false });
  });
});

describe('two people at one text', () => {
  const holder = (who: Colleague) => readLockHolder(test$.ctx, place(), who.actor);

  test('the second cannot save while the first is writing, and is told who, masked', async () => {
    await save(minseo, { ...english, title: 'Mine' }, 0);
    const refused = await save(olena, { ...english, title: 'Other' }, 1);
    expect(refused).toMatchObject({ ok: false, reason: 'taken-over' });
    expect(refused).toMatchObject({ holder: { by: 'm•••@desk.example' } });
    expect(await holder(minseo)).toBeNull();
    expect((await read()).content.title).toBe('Mine');
  });

  test('a lock ends two minutes after the last sign of life', async () => {
    await keepEditing(test$.ctx, { ...place(), actor: minseo.actor });
    expect(await keepEditing(test$.ctx, { ...place(), actor: olena.actor })).toMatchObject({
      reason: 'taken-over',
    });
    await fallSilent(test$.ctx);
    expect(await holder(olena)).toBeNull();
    expect(await keepEditing(test$.ctx, { ...place(), actor: olena.actor })).toEqual({ ok: true });
    expect(await holder(minseo)).toMatchObject({ by: 'o•••@desk.example' });
  });

  test('taking over refuses the next save of the other, and is in the audit log', async () => {
    await save(minseo, { ...english, title: 'Mine' }, 0);
    expect(await takeOverEditing(test$.ctx, { ...place(), actor: olena.actor })).toEqual({
      ok: true,
    });
    expect(await save(minseo, { ...english, title: 'Mine again' }, 1)).toMatchObject({
      reason: 'taken-over',
      holder: { by: 'o•••@desk.example' },
    });
    expect(await save(olena, { ...english, title: 'Theirs' }, 1)).toMatchObject({ ok: true });
    expect(await audited()).toEqual(['draft.written', 'draft.taken-over', 'draft.written']);
  });

  test('two languages are two texts', async () => {
    await save(minseo, { ...english, title: 'Mine' }, 0);
    const korean = { ...place(), locale: 'ko' as const, content: {}, revision: 0 };
    expect(await saveDraft(test$.ctx, { ...korean, actor: olena.actor })).toMatchObject({
      ok: true,
    });
  });
});
