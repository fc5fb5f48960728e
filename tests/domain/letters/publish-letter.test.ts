import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { taskHint } from '~/components/desk/task-labels';
import { listAudit } from '~/domain/audit/list-audit.server';
import { findLetter } from '~/domain/letters/find-letter.server';
import { hashLetterVersion } from '~/domain/letters/hash-letter-version.server';
import { publishBackground } from '~/domain/letters/publish-background.server';
import { readBackground } from '~/domain/letters/read-background.server';
import { readLetterTasks } from '~/domain/letters/read-letter-tasks.server';
import { saveDraft } from '~/domain/letters/save-draft.server';
import { sendTestSignature } from '~/domain/letters/send-test-signature.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import type { Locale } from '~/i18n/locale';
import { sampleCampaign } from '~/sample/sample-campaign';
import { createTestContext, type TestContext } from '../../support/database';
import { signForm, waitingMails } from '../../support/letter';
import {
  beginLetter,
  deskView,
  newSlug,
  prepare,
  publishIt,
  publishNewLetter,
  testIt,
  writeText,
} from '../../support/new-letter';
import type { Colleague } from '../../support/writing';

let test$: TestContext;

beforeEach(async () => {
  test$ = await createTestContext();
});
afterEach(() => test$?.drop());

async function states(): Promise<Record<string, string>> {
  const { tasks } = await readLetterTasks(test$.ctx, await deskView(test$.ctx));
  return Object.fromEntries(
    tasks.map(({ name, locale, state }) => [locale ? `${name} ${locale}` : name, state]),
  );
}

async function blocking(): Promise<string[]> {
  const published = await publishLetterNow();
  if (published.ok || published.reason !== 'not-ready') throw new Error('was not refused');
  return published.blocking.map(({ name, locale }) => (locale ? `${name} ${locale}` : name));
}

let owner: Colleague;
function publishLetterNow() {
  return publishIt(test$.ctx, owner);
}

async function publicLetter() {
  const found = await findLetter(test$.ctx, { slug: newSlug });
  return found.ok ? found.letter : null;
}

function sign(email = 'minseo@people.example', locale: Locale = 'en') {
  return signLetter(test$.ctx, { slug: newSlug, locale, form: signForm({ email }) });
}

async function saveBackground(locale: Locale, content: unknown): Promise<void> {
  const { id: letterId } = await deskView(test$.ctx);
  const place = { letterId, kind: 'background' as const, locale };
  const saved = await saveDraft(test$.ctx, { ...place, content, revision: 0, actor: owner.actor });
  if (!saved.ok) throw new Error(saved.reason);
}

describe('a letter that was just begun', () => {
  test('says of each part that it is not there, and publishes nothing', async () => {
    owner = await beginLetter(test$.ctx, ['en', 'ko']);
    expect(await states()).toEqual({
      'letter en': 'not-started',
      'translation ko': 'not-started',
      addressee: 'not-started',
      organisations: 'not-started',
      background: 'not-started',
      privacy: 'not-started',
      test: 'cannot-start',
      publish: 'cannot-start',
    });
    expect(await blocking()).toEqual([
      'letter en',
      'translation ko',
      'addressee',
      'privacy',
      'test',
    ]);
    expect(await publicLetter()).toBeNull();
  });

  test('is published when all of that is done, and each step shows by itself', async () => {
    owner = await beginLetter(test$.ctx, ['en', 'ko']);
    await writeText(test$.ctx, owner, 'en', { requests: [] });
    expect(await states()).toMatchObject({ 'letter en': 'in-progress', test: 'cannot-start' });
    await writeText(test$.ctx, owner, 'en');
    await writeText(test$.ctx, owner, 'ko');
    expect(await states()).toMatchObject({
      'letter en': 'completed',
      'translation ko': 'completed',
      privacy: 'in-progress',
      test: 'not-started',
    });
    await prepare(test$.ctx, owner);
    expect(await blocking()).toEqual(['test']);
    await testIt(test$.ctx, owner);
    expect(await states()).toMatchObject({ test: 'completed', publish: 'not-started' });
    const { en, ko } = sampleCampaign.letterTexts;
    const hash = hashLetterVersion(sampleCampaign.letterTexts, ['en', 'ko']);
    expect(await publishLetterNow()).toMatchObject({ ok: true, hash });
    const letter = await publicLetter();
    expect(letter).toMatchObject({ state: 'open', readableIn: ['en', 'ko'], version: { hash } });
    expect(letter?.texts).toEqual({ en, ko, uk: en });
    expect(await states()).toMatchObject({ publish: 'completed' });
    const { entries } = await listAudit(test$.ctx, { slug: newSlug });
    expect(entries.map(({ action }) => action)).toContain('letter.published');
    const drafts = await test$.ctx.db.selectFrom('text_drafts').select('locale').execute();
    expect(drafts).toEqual([]);
  });

  test('waits for a translation that the master has run away from', async () => {
    owner = await beginLetter(test$.ctx, ['en', 'ko']);
    await writeText(test$.ctx, owner, 'en');
    await writeText(test$.ctx, owner, 'ko');
    await prepare(test$.ctx, owner);
    await testIt(test$.ctx, owner);
    await writeText(test$.ctx, owner, 'en', { salutation: 'Excellency,' });
    expect(await states()).toMatchObject({ 'translation ko': 'out-of-date', test: 'out-of-date' });
    expect(await blocking()).toEqual(['translation ko', 'test']);
  });
});

describe('a public letter that nobody has signed', () => {
  test('can be written anew and published again, under the same version', async () => {
    owner = await publishNewLetter(test$.ctx);
    const before = await publicLetter();
    expect(await publishLetterNow()).toEqual({ ok: false, reason: 'nothing-new' });
    await writeText(test$.ctx, owner, 'en', { salutation: 'Excellency,' });
    await testIt(test$.ctx, owner);
    expect(await publishLetterNow()).toMatchObject({ ok: true });
    const after = await publicLetter();
    expect(after?.texts.en.salutation).toBe('Excellency,');
    expect(after?.version).toMatchObject({ id: before?.version.id, number: 1 });
    expect(after?.version.hash).not.toBe(before?.version.hash);
  });

  test('gets a background that is complete with it, and by itself at any time', async () => {
    owner = await beginLetter(test$.ctx);
    await writeText(test$.ctx, owner, 'en');
    await prepare(test$.ctx, owner);
    await testIt(test$.ctx, owner);
    await saveBackground('en', { ...sampleCampaign.backgroundTexts.en, introduction: '' });
    expect(await publishLetterNow()).toMatchObject({ background: { published: [], left: ['en'] } });
    expect(await readBackground(test$.ctx, { slug: newSlug })).toMatchObject({ writtenIn: [] });
    const publish = () => publishBackground(test$.ctx, { slug: newSlug, actor: owner.actor });
    expect(await publish()).toEqual({
      ok: false,
      reason: 'incomplete',
      faults: [{ locale: 'en', field: 'introduction' }],
    });
    await test$.ctx.db.deleteFrom('text_drafts').execute();
    expect(await publish()).toEqual({ ok: false, reason: 'nothing-new' });
    await sign();
    await saveBackground('en', sampleCampaign.backgroundTexts.en);
    expect(await publish()).toMatchObject({ ok: true, published: ['en'], left: [] });
    const read = await readBackground(test$.ctx, { slug: newSlug });
    if (!read.ok) throw new Error(read.reason);
    expect(read.writtenIn).toEqual(['en']);
    expect(read.background.ko).toEqual(sampleCampaign.backgroundTexts.en);
  });
});

describe('the text that somebody has signed', () => {
  beforeEach(async () => {
    owner = await publishNewLetter(test$.ctx);
    expect(await sign()).toMatchObject({ ok: true });
  });

  test('is not replaced, confirmed or not; the draft is kept', async () => {
    await writeText(test$.ctx, owner, 'en', { salutation: 'Excellency,' });
    await testIt(test$.ctx, owner);
    expect(await publishLetterNow()).toEqual({ ok: false, reason: 'has-signatures' });
    expect((await publicLetter())?.texts.en.salutation).not.toBe('Excellency,');
    const drafts = await test$.ctx.db.selectFrom('text_drafts').select('locale').execute();
    expect(drafts).toEqual([{ locale: 'en' }]);
  });

  test.each([
    `update letter_texts set content = '{}'`,
    `delete from letter_texts`,
    `insert into letter_texts select letter_version_id, 'ko', content, review from letter_texts`,
    `update letter_versions set hash = repeat('0', 64)`,
    `update letter_versions set number = 7`,
  ])('is guarded by the database itself: %s', async (statement) => {
    const client = new Client({ connectionString: test$.connectionString });
    await client.connect();
    const changed = client.query(statement);
    await expect(changed).rejects.toMatchObject({ code: '23001' });
    await client.end();
  });
});

describe('who signs while a new text is being published', () => {
  let other: Client;
  beforeEach(async () => {
    owner = await publishNewLetter(test$.ctx);
    other = new Client({ connectionString: test$.connectionString });
    await other.connect();
  });
  afterEach(() => other.end());

  /** Until somebody waits for a lock. */
  async function somebodyWaits(): Promise<void> {
    for (;;) {
      const { rows } = await other.query('select 1 from pg_locks where not granted');
      if (rows.length > 0) return;
    }
  }

  test('signs the old text, and the new one is refused', async () => {
    await writeText(test$.ctx, owner, 'en', { title: 'Another title' });
    await testIt(test$.ctx, owner);
    // Somebody else's signature is on its way: its row is written and not committed.
    await other.query('begin');
    await other.query(
      `insert into signatures (letter_id, letter_version_id, visibility, locale, email_index, sealed)
        select letter_id, id, 'counted', 'en', 'x', 'x' from letter_versions`,
    );
    const publishing = publishLetterNow();
    await somebodyWaits();
    await other.query('commit');
    expect(await publishing).toEqual({ ok: false, reason: 'has-signatures' });
    expect((await publicLetter())?.texts.en.title).not.toBe('Another title');
  });

  test('signs the new text as a whole when it was there first', async () => {
    await other.query('begin');
    await other.query('select 1 from letter_versions for update');
    await other.query(`update letter_texts set content = content || '{"title": "Another title"}'`);
    await other.query(`update letter_versions set hash = repeat('a', 64)`);
    const signing = sign();
    await somebodyWaits();
    await other.query('commit');
    const signed = await signing;
    expect(signed).toMatchObject({ ok: true, letter: { version: { hash: 'a'.repeat(64) } } });
    const mails = await waitingMails(test$.ctx, 'confirm-signature');
    expect(mails.at(-1)?.props.letterTitle).toBe('Another title');
  });
});

describe('a test signature', () => {
  test('is the very mail in each language, and counts for nothing', async () => {
    owner = await beginLetter(test$.ctx, ['en', 'uk']);
    const send = () =>
      sendTestSignature(test$.ctx, {
        slug: newSlug,
        organiser: { email: 'owner@desk.example' },
        actor: owner.actor,
      });
    expect(await send()).toEqual({ ok: false, reason: 'incomplete' });
    await writeText(test$.ctx, owner, 'en');
    await writeText(test$.ctx, owner, 'uk');
    expect(await send()).toEqual({ ok: true, languages: ['en', 'uk'] });
    const mails = await waitingMails(test$.ctx, 'confirm-signature');
    expect(mails.map(({ to, props }) => [to, props.locale, props.test])).toEqual([
      ['owner@desk.example', 'en', true],
      ['owner@desk.example', 'uk', true],
    ]);
    const signed = await test$.ctx.db.selectFrom('signatures').select('id').execute();
    const tokens = test$.ctx.db.selectFrom('tokens').select('purpose');
    const live = await tokens.where('purpose', '!=', 'sign-in').execute();
    expect([signed, live]).toEqual([[], []]);
  });

  test('names the languages in which its background is left to be written', async () => {
    owner = await beginLetter(test$.ctx, ['en', 'ko', 'uk']);
    const hint = async () => {
      const { tasks } = await readLetterTasks(test$.ctx, await deskView(test$.ctx));
      const task = tasks.find(({ name }) => name === 'background');
      return task && taskHint(task);
    };
    expect(await hint()).toMatch(/^May be left out/);
    await saveBackground('en', sampleCampaign.backgroundTexts.en);
    expect(await hint()).toMatch(/^Not written in Korean and Ukrainian;/);
    await saveBackground('ko', { ...sampleCampaign.backgroundTexts.ko, introduction: '' });
    expect(await hint()).toMatch(/^Korean: a field is empty/);
  });
});
