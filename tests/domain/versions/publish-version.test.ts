import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeLetter } from '~/domain/letters/close-letter.server';
import { findLetter } from '~/domain/letters/find-letter.server';
import { saveDraft } from '~/domain/letters/save-draft.server';
import { scheduleClosing } from '~/domain/letters/schedule-closing.server';
import { listVersions } from '~/domain/versions/list-versions.server';
import { publishVersion } from '~/domain/versions/publish-version.server';
import { sampleCampaign } from '~/sample/sample-campaign';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';
import {
  editedTexts,
  operator,
  presentHash,
  publish,
  signAndConfirm,
  summaries,
} from '../../support/versions';

let test$: TestContext;
beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await signAndConfirm(test$.ctx, { email: 'minseo@people.example' });
});
afterAll(() => test$.drop());

const attempt = (given: Partial<Parameters<typeof publishVersion>[1]>) =>
  publishVersion(test$.ctx, {
    slug,
    kind: 'correction',
    texts: editedTexts('(1)'),
    summaries,
    actor: operator,
    ...given,
  });

async function rows(): Promise<number> {
  return Number((await sql`select from letter_versions`.execute(test$.ctx.db)).rows.length);
}

test('nothing is published of a letter that nobody knows, a text that is the same, or one with a gap', async () => {
  expect(await attempt({ slug: 'none' })).toEqual({ ok: false, reason: 'not-found' });
  const texts = sampleCampaign.letterTexts;
  expect(await attempt({ texts })).toEqual({ ok: false, reason: 'nothing-changed' });
  const gap = { ...editedTexts('(1)'), uk: { ...texts.uk, requests: [] } };
  expect(await attempt({ texts: gap })).toEqual({
    ok: false,
    reason: 'incomplete',
    missing: [{ locale: 'uk', field: 'requests' }],
  });
  expect(await rows()).toBe(1);
});

test('the public is told in every language what changed, or nothing is published', async () => {
  const silent = { ...summaries, ko: ' \n ' };
  expect(await attempt({ summaries: silent })).toEqual({
    ok: false,
    reason: 'summary-missing',
    locales: ['ko'],
  });
  const long = { ...summaries, uk: 'а'.repeat(601) };
  expect(await attempt({ summaries: long })).toEqual({
    ok: false,
    reason: 'summary-too-long',
    locales: ['uk'],
  });
  expect(await rows()).toBe(1);
});

test('a translation that was left behind is not published with what left it behind', async () => {
  const { ctx } = test$;
  const found = await findLetter(ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  const place = { letterId: found.letter.id, kind: 'letter' } as const;
  const { texts } = found.letter;
  const written = await saveDraft(ctx, {
    ...place,
    locale: 'en',
    content: { ...sampleCampaign.letterTexts.en, signOff: 'With respect,' },
    revision: 0,
    actor: operator,
  });
  expect(written.ok).toBe(true);
  const edited = { ...texts, en: { ...texts.en, signOff: 'With respect,' } };
  expect(await attempt({ texts: edited })).toEqual({
    ok: false,
    reason: 'translation-behind',
    locales: ['ko', 'uk'],
  });
  await ctx.db.deleteFrom('text_drafts').execute();
});

test('a closed letter keeps its text, and an organiser who compared with an older one is told', async () => {
  await closeLetter(test$.ctx, { slug, confirm: slug, actor: operator });
  expect(await attempt({})).toEqual({ ok: false, reason: 'not-open' });
  await scheduleClosing(test$.ctx, { slug, closesAt: null, actor: operator });
  expect(await attempt({ base: 'f'.repeat(64) })).toEqual({ ok: false, reason: 'outdated' });
  expect(await rows()).toBe(1);
});

test('a correction keeps every signature, and everything about it is written down together', async () => {
  const before = await presentHash(test$.ctx);
  expect(await publish(test$.ctx, 'correction', '(2)')).toEqual({
    ok: true,
    number: 2,
    toBeAsked: 0,
  });
  const found = await findLetter(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  const { version, counts, texts } = found.letter;
  expect(version).toMatchObject({ number: 2, kind: 'correction', meaning: 1, summaries });
  expect(counts).toMatchObject({ signatures: 1, earlier: 0, carriedOver: 0 });
  expect(texts.uk.salutation).toMatch(/\(2\)$/);
  const entry = await test$.ctx.db
    .selectFrom('audit_entries')
    .select(['action', 'actor_kind', 'details'])
    .where('action', '=', 'letter.version-published')
    .executeTakeFirstOrThrow();
  expect(entry).toEqual({
    action: 'letter.version-published',
    actor_kind: 'operator',
    details: { kind: 'correction', number: 2, before, after: version.hash, toBeAsked: 0 },
  });
  expect(await test$.ctx.db.selectFrom('carry_overs').select('state').execute()).toEqual([]);
});

test('a change of meaning begins a count of its own, and lists who stands for which text', async () => {
  expect(await publish(test$.ctx, 'change', '(3)')).toEqual({ ok: true, number: 3, toBeAsked: 1 });
  await signAndConfirm(test$.ctx, { email: 'olena@people.example' });
  await signAndConfirm(test$.ctx, { email: 'taras@people.example' });
  const found = await findLetter(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  expect(found.letter.counts).toMatchObject({ signatures: 2, earlier: 1, carriedOver: 0 });
  const versions = await listVersions(test$.ctx, found.letter.id);
  expect(
    versions.map(({ number, kind, meaning, people }) => [number, kind, meaning, people]),
  ).toEqual([
    [3, 'change', 2, 2],
    [2, 'correction', 1, 1],
    [1, 'first', 1, 1],
  ]);
});

test('two organisers who publish at once do not overwrite one another', async () => {
  const base = await presentHash(test$.ctx);
  const done = await Promise.all([
    attempt({ texts: editedTexts('(4a)'), base }),
    attempt({ texts: editedTexts('(4b)'), base }),
  ]);
  expect(done.map((one) => (one.ok ? one.number : one.reason)).sort()).toEqual([4, 'outdated']);
});
