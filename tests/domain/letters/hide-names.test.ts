import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeLetterSettings } from '~/domain/letters/change-letter-settings.server';
import { hideNames } from '~/domain/letters/hide-names.server';
import { readDeskLetter } from '~/domain/letters/read-desk-letter.server';
import { showNames } from '~/domain/letters/show-names.server';
import { listPublicSignatories } from '~/domain/signatures/list-public-signatories.server';
import { loadInventedSignatures } from '~/domain/signatures/load-invented-signatures.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
const input = { slug, actor: { kind: 'operator' } as const };

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await loadInventedSignatures(test$.ctx, { slug, count: 20, seed: 1 });
});
afterAll(() => test$.drop());

async function shown() {
  const found = await listPublicSignatories(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  return { named: found.signatories.length, counted: found.letter.counts.signatures };
}

async function audited(): Promise<string[]> {
  const rows = await test$.ctx.db
    .selectFrom('audit_entries')
    .select('action')
    .where('object_kind', '=', 'letter')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.action);
}

test('an organiser hides every name with one press, keeps the count, and publishes only on purpose', async () => {
  const before = await shown();
  expect(before.named).toBeGreaterThan(10);
  expect(await hideNames(test$.ctx, input)).toEqual({ ok: true });
  expect(await hideNames(test$.ctx, input)).toEqual({ ok: true });
  expect(await shown()).toEqual({ named: 0, counted: 20 });
  const show = (confirm: string) => showNames(test$.ctx, { ...input, confirm });
  expect(await show('')).toMatchObject({ reason: 'confirm-mismatch' });
  expect((await shown()).named).toBe(0);
  expect(await show(` ${slug} `)).toEqual({ ok: true });
  expect(await show(slug)).toEqual({ ok: true });
  expect(await shown()).toEqual(before);
  expect(await audited()).toEqual(['letter.names-hidden', 'letter.names-shown']);
});

test('settings change together, are audited once, and do not look like a change of the letter', async () => {
  const updated = () =>
    test$.ctx.db.selectFrom('letters').select('updated_at').executeTakeFirstOrThrow();
  const before = await updated();
  const set = (listIndexed: boolean, discreetSubject: boolean) =>
    changeLetterSettings(test$.ctx, { ...input, listIndexed, discreetSubject });
  expect(await set(true, false)).toEqual({ ok: true });
  expect(await set(true, false)).toEqual({ ok: true });
  expect(await readDeskLetter(test$.ctx, { slug })).toMatchObject({
    letter: { listIndexed: true, discreetSubject: false, namesHidden: false },
  });
  expect((await audited()).filter((action) => action === 'letter.settings-changed')).toHaveLength(
    1,
  );
  expect(await updated()).toEqual(before);
});

test('nothing of a letter that does not exist is changed', async () => {
  const nowhere = { ...input, slug: 'no-letter' };
  expect(await hideNames(test$.ctx, nowhere)).toMatchObject({ reason: 'not-found' });
  expect(await showNames(test$.ctx, { ...nowhere, confirm: 'no-letter' })).toMatchObject({
    reason: 'not-found',
  });
});
