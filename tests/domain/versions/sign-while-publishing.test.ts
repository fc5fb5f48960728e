import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { insertVersion, lockForPublishing } from '~/db/letter-versions.server';
import { insertLetterTexts } from '~/db/letters.server';
import { confirmByCode } from '~/domain/confirmations/confirm-by-code.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { readConfirmation } from '~/domain/confirmations/read-confirmation.server';
import { findLetter } from '~/domain/letters/find-letter.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { locales } from '~/i18n/locale';
import { until } from '../../support/application';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm, slug } from '../../support/letter';
import { editedTexts, presentHash, publish, signAndConfirm, signAs } from '../../support/versions';

let test$: TestContext;
beforeEach(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
});
afterEach(() => test$.drop());

const email = 'minseo@people.example';
const sign = (seen?: string, typed = {}) =>
  signLetter(test$.ctx, { slug, locale: 'en', form: signForm({ email, ...typed }), seen });

async function agreed(): Promise<number[]> {
  const rows = await test$.ctx.db
    .selectFrom('signature_versions as agreed')
    .innerJoin('letter_versions as version', 'version.id', 'agreed.letter_version_id')
    .select('version.number')
    .orderBy('version.number')
    .execute();
  return rows.map(({ number }) => number);
}

test('whoever has read an older text signs nothing, and is told', async () => {
  const seen = await presentHash(test$.ctx);
  await publish(test$.ctx, 'change', '(2)');
  expect(await sign(seen)).toMatchObject({ ok: false, reason: 'text-changed' });
  for (const unknown of [undefined, 'f'.repeat(64)]) {
    expect(await sign(unknown)).toMatchObject({ ok: false, reason: 'text-changed', since: null });
  }
  const rows = await test$.ctx.db.selectFrom('signatures').select('id').execute();
  expect(rows).toEqual([]);
});

test('a correction in between stops nobody, and the signature is for the text that was seen', async () => {
  const seen = await presentHash(test$.ctx);
  await publish(test$.ctx, 'correction', '(2)');
  expect((await sign(seen)).ok).toBe(true);
  const { number } = await test$.ctx.db
    .selectFrom('signatures')
    .innerJoin('letter_versions as version', 'version.id', 'letter_version_id')
    .select('version.number')
    .executeTakeFirstOrThrow();
  expect(number).toBe(1);
});

test('confirming after a change waits for the eyes of the owner, and then is for the new text', async () => {
  const { confirmToken: token, code } = await signAs(test$.ctx, { email });
  const seen = await presentHash(test$.ctx);
  await publish(test$.ctx, 'change', '(2)');
  const shown = await readConfirmation(test$.ctx, { token });
  expect(shown).toMatchObject({ ok: true, subject: 'signature' });
  expect(shown.ok && shown.subject === 'signature' && shown.changedSince).toBeTruthy();
  expect(await confirmByCode(test$.ctx, { slug, email, code })).toEqual({
    ok: false,
    reason: 'text-changed',
  });
  for (const old of [undefined, seen]) {
    expect(await confirmToken(test$.ctx, { token, seen: old })).toMatchObject({
      ok: false,
      reason: 'text-changed',
    });
  }
  expect(await agreed()).toEqual([]);
  const done = await confirmToken(test$.ctx, { token, seen: await presentHash(test$.ctx) });
  expect(done).toMatchObject({ ok: true, number: 1 });
  expect(await agreed()).toEqual([2]);
});

test('confirming after a correction only goes through, by link and by code', async () => {
  const byLink = await signAs(test$.ctx, { email });
  const byCode = await signAs(test$.ctx, { email: 'olena@people.example' });
  await publish(test$.ctx, 'correction', '(2)');
  const shown = await readConfirmation(test$.ctx, { token: byLink.confirmToken });
  expect(shown.ok && shown.subject === 'signature' && shown.changedSince).toBeTruthy();
  const seen = await presentHash(test$.ctx);
  expect((await confirmToken(test$.ctx, { token: byLink.confirmToken, seen })).ok).toBe(true);
  const typed = { slug, email: 'olena@people.example', code: byCode.code };
  expect((await confirmByCode(test$.ctx, typed)).ok).toBe(true);
  // The page showed the corrected text, the code did not.
  expect(await agreed()).toEqual([1, 2]);
});

test('whoever signs again after withdrawing is new under the new text, not carried over', async () => {
  const manage = await signAndConfirm(test$.ctx, { email });
  await publish(test$.ctx, 'change', '(2)');

  await withdrawSignature(test$.ctx, { token: manage });
  await signAndConfirm(test$.ctx, { email });
  const found = await findLetter(test$.ctx, { slug });
  expect(found.ok && found.letter.counts).toMatchObject({
    signatures: 1,
    carriedOver: 0,
    earlier: 0,
  });
});

test('thirty people who sign and confirm while a change is published: each for what they saw', async () => {
  const people = Array.from({ length: 30 }, (_, n) => n);
  const first = await presentHash(test$.ctx);
  const waiting = [];
  for (const n of people.slice(0, 15)) {
    waiting.push(await signAs(test$.ctx, { email: `w${n}@people.example` }));
  }
  const outcomes = await Promise.all([
    publish(test$.ctx, 'change', '(2)').then(() => 'published'),
    ...waiting.map(({ confirmToken: token }) =>
      confirmToken(test$.ctx, { token, seen: first }).then((done) =>
        done.ok ? 'confirmed' : done.reason,
      ),
    ),
    ...people
      .slice(15)
      .map((n) =>
        sign(first, { email: `s${n}@people.example` }).then((done) =>
          done.ok ? 'signed' : done.reason,
        ),
      ),
  ]);
  const expected = ['published', 'confirmed', 'signed', 'text-changed'];
  expect(outcomes.filter((outcome) => !expected.includes(outcome))).toEqual([]);
  const rows = await test$.ctx.db.selectFrom('signatures').select(['state', 'meaning']).execute();
  expect(rows.every(({ meaning }) => meaning === 1)).toBe(true);
  const confirmed = rows.filter(({ state }) => state === 'confirmed').length;
  expect(confirmed).toBe(outcomes.filter((outcome) => outcome === 'confirmed').length);
  const found = await findLetter(test$.ctx, { slug });
  expect(found.ok && found.letter.counts).toMatchObject({ signatures: 0, earlier: confirmed });
  const row = await test$.ctx.db.selectFrom('carry_overs').select('expected').executeTakeFirst();
  // Whoever confirmed did so before the change, and so is among those to be asked.
  expect(row?.expected).toBe(confirmed);
});

test('while a version is being published, confirming waits and then finds the new text', async () => {
  const { confirmToken: token } = await signAs(test$.ctx, { email });
  const seen = await presentHash(test$.ctx);
  const { db } = test$.ctx;
  const { confirming } = await db.transaction().execute(async (trx) => {
    await lockForPublishing(trx, slug);
    const confirming = confirmToken(test$.ctx, { token, seen });
    await until('the confirmation to wait for the letter', async () => {
      const { rows } = await sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
      return rows.length > 0;
    });
    await trx.updateTable('letters').set({ meaning: 2 }).execute();
    const letter = await trx.selectFrom('letters').select('id').executeTakeFirstOrThrow();
    const versionId = await insertVersion(trx, {
      letter_id: letter.id,
      number: 2,
      kind: 'change',
      meaning: 2,
      hash: 'a'.repeat(64),
    });
    const texts = locales.map((locale) => ({
      locale,
      review: 'reviewed',
      content: JSON.parse(JSON.stringify(editedTexts('(2)')[locale])),
    }));
    await insertLetterTexts(trx, versionId, texts);
    // Not awaited here: it cannot end before this does.
    return { confirming };
  });
  expect(await confirming).toMatchObject({ ok: false, reason: 'text-changed' });
});
