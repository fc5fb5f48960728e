import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cancelInvalidation } from '~/domain/invalidations/cancel-invalidation.server';
import { readInvalidation } from '~/domain/invalidations/read-invalidation.server';
import {
  invalidationBatch,
  runInvalidationBatch,
} from '~/domain/invalidations/run-invalidation-batch.server';
import { undoInvalidation } from '~/domain/invalidations/undo-invalidation.server';
import { selectSignatures } from '~/domain/selections/select-signatures.server';
import type { SelectionAction } from '~/domain/selections/selection';
import { startSelection } from '~/domain/selections/start-selection.server';
import { listPublicSignatories } from '~/domain/signatures/list-public-signatories.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import type { SignatureListFilter } from '~/domain/signatures/signature-list';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { addSignature } from '../../support/add-signature';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
let letterId: string;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
});
beforeEach(async () => {
  const { db } = test$.ctx;
  await db.deleteFrom('invalidation_items').execute();
  await db.deleteFrom('invalidations').execute();
  await db.deleteFrom('messages').execute();
  await db.deleteFrom('signatures').execute();
  await db.updateTable('letters').set({ state: 'open' }).execute();
});
afterAll(() => test$.drop());

function add(given: Parameters<typeof addSignature>[2] = {}) {
  return addSignature(test$.ctx, letterId, given);
}

async function select(what: { ids: string[] } | SignatureListFilter): Promise<string> {
  const chosen = 'ids' in what ? what : { filter: what, sort: 'number' as const };
  const selected = await selectSignatures(test$.ctx, { slug, what: chosen, actor });
  if (!selected.ok) throw new Error(selected.reason);
  return selected.id;
}

type Given = { reason?: string; original?: number; confirm?: number };

function start(id: string, action: SelectionAction, given: Given = {}) {
  return startSelection(test$.ctx, { slug, id, actor, action, ...given });
}

async function runAll(): Promise<number> {
  let batches = 0;
  while (await runInvalidationBatch(test$.ctx)) batches += 1;
  return batches;
}

async function did(id: string, action: SelectionAction, given: Given = {}) {
  expect(await start(id, action, given)).toEqual({ ok: true });
  await runAll();
  return view(id);
}

async function undo(id: string) {
  expect(await undoInvalidation(test$.ctx, { slug, id, actor })).toEqual({ ok: true });
  await runAll();
  return view(id);
}

async function view(id: string) {
  const found = await readInvalidation(test$.ctx, { slug, id });
  if (!found.ok) throw new Error(found.reason);
  return found.invalidation;
}

async function states(): Promise<Record<string, number>> {
  const rows = await test$.ctx.db
    .selectFrom('signatures')
    .select(['state', sql<number>`count(*)`.as('count')])
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

function dump() {
  return test$.ctx.db.selectFrom('signatures').selectAll().orderBy('number').execute();
}

async function publicNames(): Promise<string[]> {
  const found = await listPublicSignatories(test$.ctx, { slug });
  return found.ok ? found.signatories.map(({ name }) => name).reverse() : [];
}

describe('a selection', () => {
  test('of a view is what the view found then, whoever signs meanwhile, and changes nothing', async () => {
    await add({ country: 'KR' });
    await add({ country: 'KR', visibility: 'letter' });
    await add({ country: 'UA' });
    const before = await dump();
    const id = await select({ country: 'KR' });
    expect(await dump()).toEqual(before);
    const late = await add({ country: 'KR' });
    expect(await view(id)).toMatchObject({ expected: 2, state: 'counted', chosenBy: 'filter' });
    await did(id, 'take-out', { reason: 'stuffed' });
    expect(await states()).toEqual({ confirmed: 2, invalidated: 2 });
    const rows = await dump();
    expect(rows.find((row) => row.id === late.id)?.state).toBe('confirmed');
  });

  test('of ticks is what was ticked on this letter, once each, and nothing else', async () => {
    const { id: one } = await add();
    const elsewhere = await test$.ctx.db
      .selectFrom('letters')
      .select('id')
      .where('slug', '=', 'another-letter')
      .executeTakeFirstOrThrow();
    const foreign = await addSignature(test$.ctx, elsewhere.id);
    const id = await select({ ids: [one, one, foreign.id, 'nonsense'] });
    expect(await view(id)).toMatchObject({ expected: 1, chosenBy: 'ticks' });
    const none = { slug, actor, what: { ids: [foreign.id] } };
    expect(await selectSignatures(test$.ctx, none)).toMatchObject({ reason: 'nothing-found' });
    expect(await start(id, 'take-out', { reason: 'r' })).toEqual({ ok: true });
    expect(await start(id, 'take-out', { reason: 'r' })).toMatchObject({ reason: 'wrong-state' });
  });

  test('of yesterday starts nothing, and one of another letter is not there', async () => {
    await add();
    const id = await select({});
    const other = { slug: 'another-letter', id, actor, action: 'hide' as const };
    expect(await startSelection(test$.ctx, other)).toMatchObject({ reason: 'not-found' });
    await test$.ctx.db
      .updateTable('invalidations')
      .set({ created_at: sql<Date>`now() - interval '25 hours'` })
      .execute();
    expect(await start(id, 'hide')).toMatchObject({ reason: 'outdated' });
  });

  test('by part of a name does not leave that name readable in the database', async () => {
    await add({ name: 'Rarename Person' });
    await select({ q: 'Rarename' });
    const { rows } = await sql`select i::text as text from invalidations i`.execute(test$.ctx.db);
    expect(JSON.stringify(rows)).not.toContain('Rarename');
  });
});

describe('what is done with a selection', () => {
  test('accepting lets held ones count as their owners chose, and undoing holds them again', async () => {
    await add({ name: 'Held One', state: 'held' });
    await add({ name: 'Held Two', state: 'held', visibility: 'letter' });
    await add({ name: 'Open' });
    const before = await dump();
    const id = await select({});
    const result = await did(id, 'accept');
    expect(result).toMatchObject({ state: 'done', done: 2 });
    expect(result.skipped).toEqual([{ why: 'not-held', count: 1 }]);
    expect(await publicNames()).toEqual(['Held One', 'Open']);
    expect(await states()).toEqual({ confirmed: 3 });
    await undo(id);
    expect(await dump()).toEqual(before);
  });

  test('taking out needs a reason, skips who has withdrawn since, and undoing restores every column', async () => {
    const { id: leaver } = await add({ name: 'Leaver' });
    await add({ name: 'Stays Out' });
    await add({ state: 'pending' });
    const id = await select({});
    expect(await start(id, 'take-out')).toMatchObject({ reason: 'reason-missing' });
    expect(await start(id, 'take-out', { reason: 'x'.repeat(501) })).toMatchObject({
      reason: 'reason-too-long',
    });
    await test$.ctx.db
      .updateTable('signatures')
      .set({ state: 'withdrawn', public_name: null })
      .where('id', '=', leaver)
      .execute();
    const before = await dump();
    const result = await did(id, 'take-out', { reason: 'stuffed' });
    expect(result).toMatchObject({ done: 2, reason: 'stuffed' });
    expect(result.skipped).toEqual([{ why: 'not-counted', count: 1 }]);
    expect(await states()).toEqual({ withdrawn: 1, invalidated: 2 });
    await undo(id);
    expect(await dump()).toEqual(before);
  });

  test('marking as duplicates keeps the original and says which it is; undoing forgets it', async () => {
    const original = await add({ name: 'Kim Minseo' });
    const copy = await add({ name: 'Minseo Kim' });
    const before = await dump();
    const id = await select({});
    expect(await start(id, 'duplicate')).toMatchObject({ reason: 'no-original' });
    expect(await start(id, 'duplicate', { original: 999_999 })).toMatchObject({
      reason: 'no-original',
    });
    const result = await did(id, 'duplicate', { original: original.number });
    expect(result).toMatchObject({ done: 1, original: original.number });
    expect(result.skipped).toEqual([{ why: 'original', count: 1 }]);
    const rows = await dump();
    expect(rows.map(({ state, duplicate_of }) => [state, duplicate_of])).toEqual([
      ['confirmed', null],
      ['invalidated', original.id],
    ]);
    await test$.ctx.db.deleteFrom('signatures').where('id', '=', original.id).execute();
    const left = await dump();
    expect(left.map(({ duplicate_of }) => duplicate_of)).toEqual([null]);
    await undo(id);
    expect(await dump()).toEqual(before.filter((row) => row.id === copy.id));
  });

  test('keeping off the list leaves choice, count and letter as they are, and can be undone', async () => {
    await add({ name: 'Rude Words' });
    await add({ name: 'Kind Words' });
    await add({ visibility: 'letter' });
    const before = await dump();
    const id = await select({});
    const result = await did(id, 'hide');
    expect(result).toMatchObject({ done: 2 });
    expect(result.skipped).toEqual([{ why: 'not-public', count: 1 }]);
    expect(await publicNames()).toEqual([]);
    expect(await states()).toEqual({ confirmed: 3 });
    const named = await test$.ctx.db.selectFrom('letter_signatories').select('id').execute();
    expect(named).toHaveLength(3);
    const again = await select({ hidden: 'yes' });
    expect(await view(again)).toMatchObject({ expected: 2 });
    expect(await start(again, 'hide')).toMatchObject({ reason: 'nothing-to-do' });
    await did(again, 'unhide');
    expect(await publicNames()).toEqual(['Rude Words', 'Kind Words']);
    await undo(again);
    expect(await publicNames()).toEqual([]);
    await undo(id);
    expect(await dump()).toEqual(before);
  });
});

describe('asking unconfirmed ones again', () => {
  async function sign(email: string) {
    const form = signForm({ email, visibility: 'counted' });
    await signLetter(test$.ctx, { slug, locale: 'en', form });
  }

  test('sends each of them one mail, and cannot be undone', async () => {
    await sign('one@people.example');
    await sign('two@people.example');
    await add();
    const id = await select({});
    expect(await start(id, 'resend')).toMatchObject({ reason: 'count-mismatch' });
    const result = await did(id, 'resend', { confirm: 3 });
    expect(result).toMatchObject({ state: 'done', done: 2 });
    expect(result.skipped).toEqual([{ why: 'not-pending', count: 1 }]);
    const mails = await waitingMails(test$.ctx, 'confirm-signature');
    expect(mails.map(({ to }) => to).sort()).toEqual([
      'one@people.example',
      'one@people.example',
      'two@people.example',
      'two@people.example',
    ]);
    const undone = await undoInvalidation(test$.ctx, { slug, id, actor });
    expect(undone).toMatchObject({ reason: 'wrong-state' });
  });

  test('keeps to three mails a day for a mailbox, and says whom it left out', async () => {
    await sign('often@people.example');
    for (let n = 0; n < 2; n += 1) {
      const id = await select({});
      expect(await did(id, 'resend', { confirm: 1 })).toMatchObject({ done: 1 });
    }
    const id = await select({});
    const result = await did(id, 'resend', { confirm: 1 });
    expect(result).toMatchObject({ done: 0, skipped: [{ why: 'mail-limit', count: 1 }] });
    expect(await waitingMails(test$.ctx, 'confirm-signature')).toHaveLength(3);
  });

  test('ends with the letter', async () => {
    await sign('late@people.example');
    const id = await select({});
    await test$.ctx.db.updateTable('letters').set({ state: 'closed' }).execute();
    expect(await start(id, 'resend', { confirm: 1 })).toMatchObject({ reason: 'closed' });
  });
});

describe('a large selection', () => {
  test('is worked off in batches, by several workers, exactly once; it can be stopped', async () => {
    for (let n = 0; n < invalidationBatch + 20; n += 1) await add();
    const stopped = await select({});
    expect(await start(stopped, 'hide')).toEqual({ ok: true });
    await runInvalidationBatch(test$.ctx);
    expect(await cancelInvalidation(test$.ctx, { slug, id: stopped, actor })).toEqual({ ok: true });
    expect(await runAll()).toBe(0);
    expect(await publicNames()).toHaveLength(20);
    const rest = await select({});
    await start(rest, 'hide');
    await Promise.all([runAll(), runAll()]);
    await runAll();
    expect(await view(rest)).toMatchObject({
      done: 20,
      skipped: [{ why: 'already-hidden', count: invalidationBatch }],
    });
    await undo(stopped);
    expect(await publicNames()).toHaveLength(100);
    const audit = await test$.ctx.db
      .selectFrom('audit_entries')
      .select('action')
      .where('object_id', '=', rest)
      .orderBy('id')
      .execute();
    expect(audit.map(({ action }) => action)).toEqual([
      'signatures.selected',
      'invalidation.started',
      'invalidation.done',
    ]);
  });

  test('undoing leaves alone who withdrew in between', async () => {
    const form = signForm({ email: 'goes@people.example', visibility: 'public' });
    await signLetter(test$.ctx, { slug, locale: 'en', form });
    const [mail] = await waitingMails(test$.ctx, 'confirm-signature');
    await test$.ctx.db
      .updateTable('signatures')
      .set({ state: 'held', hold: true, confirmed_at: new Date() })
      .execute();
    const id = await select({});
    await did(id, 'accept');
    await withdrawSignature(test$.ctx, { token: mail?.props.manageToken ?? '' });
    await undo(id);
    expect(await states()).toEqual({ withdrawn: 1 });
  });
});
