import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { countDueDeletions } from '~/db/due-deletions.server';
import { takeOut } from '~/db/invalidation-items.server';
import { cancelInvalidation } from '~/domain/invalidations/cancel-invalidation.server';
import { countInvalidation } from '~/domain/invalidations/count-invalidation.server';
import type { InvalidationCriteria } from '~/domain/invalidations/invalidation';
import { readInvalidation } from '~/domain/invalidations/read-invalidation.server';
import {
  invalidationBatch,
  runInvalidationBatch,
} from '~/domain/invalidations/run-invalidation-batch.server';
import { startInvalidation } from '~/domain/invalidations/start-invalidation.server';
import { undoInvalidation } from '~/domain/invalidations/undo-invalidation.server';
import { listPublicSignatories } from '~/domain/signatures/list-public-signatories.server';
import { publicColumns, sealSignatory } from '~/domain/signatures/sealed-signatory.server';
import type { SignatureState, SignatureVisibility } from '~/domain/signatures/signature';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
let letterId: string;
let versionId: string;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
  const version = await test$.ctx.db
    .selectFrom('letter_versions')
    .select('id')
    .where('letter_id', '=', letterId)
    .executeTakeFirstOrThrow();
  versionId = version.id;
});
beforeEach(async () => {
  const { db } = test$.ctx;
  await db.deleteFrom('invalidation_items').execute();
  await db.deleteFrom('invalidations').execute();
  await db.deleteFrom('signatures').execute();
});
afterAll(() => test$.drop());

type Given = {
  state?: SignatureState;
  visibility?: SignatureVisibility;
  domain?: string;
  name?: string;
  country?: string | null;
  flags?: string[];
  signedAt?: Date;
  network?: Buffer;
};

async function add(count: number, given: Given = {}): Promise<string[]> {
  const { ctx } = test$;
  const { state = 'confirmed', visibility = 'public', domain = 'people.example' } = given;
  const ids = Array.from({ length: count }, () => randomUUID());
  const rows = ids.map((id) => {
    const email = `${id}@${domain}`;
    const name = given.name ?? 'Олена Коваленко';
    const person = {
      email,
      name,
      title: null,
      affiliation: null,
      comment: null,
      latinName: 'O. K.',
    };
    return {
      id,
      letter_id: letterId,
      letter_version_id: versionId,
      state,
      visibility,
      locale: 'uk',
      country: given.country ?? null,
      flags: given.flags ?? [],
      email_index: Buffer.from(id),
      sealed: sealSignatory(ctx, id, person),
      confirmed_at: state === 'pending' ? null : new Date(),
      ...(given.signedAt ? { signed_at: given.signedAt } : {}),
      ...publicColumns(state, visibility, person),
    };
  });
  await ctx.db.insertInto('signatures').values(rows).execute();
  if (given.network) {
    const network = given.network;
    const origins = ids.map((id) => ({
      signature_id: id,
      letter_id: letterId,
      network_hash: network,
      mail_domain_index: Buffer.from('d'),
    }));
    await ctx.db.insertInto('signature_origins').values(origins).execute();
  }
  return ids;
}

const all = ['confirmed', 'held', 'pending'] as const;

function count(criteria: Partial<InvalidationCriteria>) {
  return countInvalidation(test$.ctx, { slug, actor, criteria: { states: [...all], ...criteria } });
}

async function counted(criteria: Partial<InvalidationCriteria>) {
  const found = await count(criteria);
  if (!found.ok) throw new Error(found.reason);
  return found;
}

async function started(criteria: Partial<InvalidationCriteria>): Promise<string> {
  const { id, count: expected } = await counted(criteria);
  const start = { slug, id, actor, reason: 'stuffed', confirm: String(expected) };
  expect(await startInvalidation(test$.ctx, start)).toEqual({ ok: true });
  return id;
}

async function runAll(): Promise<number> {
  let batches = 0;
  while (await runInvalidationBatch(test$.ctx)) batches += 1;
  return batches;
}

async function states(): Promise<Record<string, number>> {
  const rows = await test$.ctx.db
    .selectFrom('signatures')
    .select(['state', sql<number>`count(*)`.as('count')])
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

async function shown() {
  const found = await listPublicSignatories(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  return { count: found.letter.counts.signatures, named: found.signatories.length };
}

async function view(id: string) {
  const found = await readInvalidation(test$.ctx, { slug, id });
  if (!found.ok) throw new Error(found.reason);
  return found.invalidation;
}

async function actions(id: string): Promise<string[]> {
  const rows = await test$.ctx.db
    .selectFrom('audit_entries')
    .select('action')
    .where('object_id', '=', id)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.action.replace('invalidation.', ''));
}

describe('the organiser counts first', () => {
  test('and learns how many there are and sees some, masked, while nothing changes', async () => {
    await add(30, { domain: 'stuffed.example' });
    await add(5, { domain: 'mail.stuffed.example', state: 'pending' });
    await add(7);
    const { id, count: found } = await counted({ mailDomain: 'stuffed.example' });
    expect(found).toBe(35);
    const { sample, state, frozen } = await view(id);
    expect([state, frozen, sample.length]).toEqual(['counted', 35, 20]);
    expect(sample[0]?.emailMasked).toMatch(/^.•••@(mail\.)?stuffed\.example$/);
    expect(await states()).toEqual({ confirmed: 37, pending: 5 });
    expect(await actions(id)).toEqual(['counted']);
  });

  test('by each criterion alone, and by all that are given together', async () => {
    const day = new Date('2026-01-02T10:00:00Z');
    const network = Buffer.from('network of the day');
    const [first = ''] = await add(2, { network });
    await add(3, { flags: ['fast'], country: 'UA' });
    await add(4, { signedAt: day, name: 'Bot Number' });
    await add(1, { state: 'held', flags: ['fast'] });
    const { number } = await test$.ctx.db
      .selectFrom('signatures')
      .select('number')
      .where('id', '=', first)
      .executeTakeFirstOrThrow();
    const found = async (criteria: Partial<InvalidationCriteria>) =>
      (await counted(criteria)).count;
    expect(await found({ flag: 'fast' })).toBe(4);
    expect(await found({ flag: 'fast', states: ['held'] })).toBe(1);
    expect(await found({ country: 'UA' })).toBe(3);
    expect(await found({ sameNetworkAs: number })).toBe(2);
    expect(await found({ nameContains: 'bot num' })).toBe(4);
    expect(await found({ numbers: [number, 999_999_999] })).toBe(1);
    const window = {
      signedFrom: day.toISOString(),
      signedUntil: new Date(day.getTime() + 1).toISOString(),
    };
    expect(await found(window)).toBe(4);
    expect(await count({ ...window, signedUntil: window.signedFrom })).toMatchObject({
      reason: 'nothing-found',
    });
  });

  test('and is told when it would be everybody, nobody, or an unknown network', async () => {
    await add(2);
    expect(await count({})).toMatchObject({ reason: 'no-criteria' });
    expect(await count({ mailDomain: 'none.example' })).toMatchObject({ reason: 'nothing-found' });
    expect(await count({ sameNetworkAs: 1 })).toMatchObject({ reason: 'no-network' });
    expect(await test$.ctx.db.selectFrom('invalidations').select('id').execute()).toEqual([]);
  });

  test('and what the criteria name cannot be read in the database', async () => {
    await add(1, { domain: 'stuffed.example' });
    await counted({ mailDomain: 'stuffed.example' });
    const { rows } = await sql`select invalidations::text as text from invalidations`.execute(
      test$.ctx.db,
    );
    expect(JSON.stringify(rows)).not.toContain('stuffed');
  });
});

describe('starting', () => {
  test('takes a reason and the number that was counted, once, on the right letter', async () => {
    await add(3, { domain: 'stuffed.example' });
    const { id } = await counted({ mailDomain: 'stuffed.example' });
    const good = { slug, id, actor, reason: 'stuffed', confirm: ' 3 ' };
    const start = (given: Partial<typeof good>) =>
      startInvalidation(test$.ctx, { ...good, ...given });
    expect(await start({ reason: '  ' })).toMatchObject({ reason: 'reason-missing' });
    expect(await start({ confirm: '4' })).toMatchObject({ reason: 'count-mismatch' });
    expect(await start({ slug: 'another-letter' })).toMatchObject({ reason: 'not-found' });
    expect(await start({ id: 'nonsense' })).toMatchObject({ reason: 'not-found' });
    expect(await runAll()).toBe(0);
    expect(await start({})).toEqual({ ok: true });
    expect(await start({})).toMatchObject({ reason: 'wrong-state' });
  });

  test('does not touch who signed after the count, withdrew, or left the counted states', async () => {
    const [leaver = '', confirmer = ''] = await add(3, {
      domain: 'stuffed.example',
      state: 'pending',
      visibility: 'counted',
    });
    const { id } = await counted({ mailDomain: 'stuffed.example', states: ['pending'] });
    await add(1, { domain: 'stuffed.example', state: 'pending' });
    const { db } = test$.ctx;
    const become = (one: string, state: string) =>
      db.updateTable('signatures').set({ state }).where('id', '=', one).execute();
    await become(leaver, 'withdrawn');
    await become(confirmer, 'confirmed');
    await startInvalidation(test$.ctx, { slug, id, actor, reason: 'r', confirm: '3' });
    await runAll();
    expect(await states()).toEqual({ withdrawn: 1, confirmed: 1, pending: 1, invalidated: 1 });
    expect(await view(id)).toMatchObject({ state: 'done', expected: 3, done: 1, frozen: 1 });
  });

  test('a count of yesterday starts nothing and is thrown away by the next one', async () => {
    await add(1, { domain: 'stuffed.example' });
    const { id } = await counted({ mailDomain: 'stuffed.example' });
    await test$.ctx.db
      .updateTable('invalidations')
      .set({ created_at: sql<Date>`now() - interval '25 hours'` })
      .execute();
    const start = { slug, id, actor, reason: 'r', confirm: '1' };
    expect(await startInvalidation(test$.ctx, start)).toMatchObject({ reason: 'outdated' });
    await counted({ mailDomain: 'stuffed.example' });
    expect(await readInvalidation(test$.ctx, { slug, id })).toMatchObject({ reason: 'not-found' });
  });
});

describe('taking out', () => {
  test('lowers the count and empties the list at once, and undoing restores every column', async () => {
    await add(10, { domain: 'stuffed.example' });
    await add(2, { domain: 'stuffed.example', visibility: 'letter' });
    await add(3, { domain: 'stuffed.example', state: 'held' });
    await add(4);
    const dump = () =>
      test$.ctx.db.selectFrom('signatures').selectAll().orderBy('number').execute();
    const before = await dump();
    const id = await started({ mailDomain: 'stuffed.example' });
    await runAll();
    expect(await shown()).toEqual({ count: 4, named: 4 });
    expect(await states()).toEqual({ confirmed: 4, invalidated: 15 });
    expect(await undoInvalidation(test$.ctx, { slug, id, actor })).toEqual({ ok: true });
    await runAll();
    expect(await shown()).toEqual({ count: 16, named: 14 });
    expect(await dump()).toEqual(before);
    expect(await undoInvalidation(test$.ctx, { slug, id, actor })).toMatchObject({
      reason: 'wrong-state',
    });
    expect(await actions(id)).toEqual(['counted', 'started', 'done', 'undo-started', 'undone']);
  });

  test('undoing leaves alone who has withdrawn, signed again or been erased since', async () => {
    const [withdrawn = '', erased = ''] = await add(3, { domain: 'stuffed.example' });
    const id = await started({ mailDomain: 'stuffed.example' });
    await runAll();
    const { db } = test$.ctx;
    await db
      .updateTable('signatures')
      .set({ state: 'withdrawn' })
      .where('id', '=', withdrawn)
      .execute();
    await db.deleteFrom('signatures').where('id', '=', erased).execute();
    await undoInvalidation(test$.ctx, { slug, id, actor });
    await runAll();
    expect(await states()).toEqual({ withdrawn: 1, confirmed: 1 });
    expect((await view(id)).state).toBe('undone');
  });

  test('does not keep longer what nobody confirmed', async () => {
    await add(2, { domain: 'stuffed.example', state: 'pending' });
    await add(1, { domain: 'stuffed.example' });
    await started({ mailDomain: 'stuffed.example' });
    await runAll();
    expect(await countDueDeletions(test$.ctx.db, 'unconfirmed-signatures', 0)).toBe(2);
  });

  test('can be stopped between two batches; what is out stays out until it is undone', async () => {
    await add(invalidationBatch + 50, { domain: 'stuffed.example' });
    const id = await started({ mailDomain: 'stuffed.example' });
    await runInvalidationBatch(test$.ctx);
    expect(await cancelInvalidation(test$.ctx, { slug, id, actor })).toEqual({ ok: true });
    expect(await runAll()).toBe(0);
    expect(await states()).toEqual({ invalidated: invalidationBatch, confirmed: 50 });
    expect(await cancelInvalidation(test$.ctx, { slug, id, actor })).toMatchObject({
      reason: 'wrong-state',
    });
    await undoInvalidation(test$.ctx, { slug, id, actor });
    await runAll();
    expect(await states()).toEqual({ confirmed: invalidationBatch + 50 });
    expect(await actions(id)).toContain('cancelled');
  });
});

describe('a worker that is killed', () => {
  test('in the middle of a batch has done nothing of it, and the next one finishes exactly once', async () => {
    const ids = await add(2 * invalidationBatch + 10, { domain: 'stuffed.example' });
    const id = await started({ mailDomain: 'stuffed.example' });
    await runInvalidationBatch(test$.ctx);
    const killed = test$.ctx.db.transaction().execute(async (trx) => {
      await takeOut(trx, ids.slice(invalidationBatch));
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await states()).toEqual({
      invalidated: invalidationBatch,
      confirmed: invalidationBatch + 10,
    });
    expect((await view(id)).done).toBe(invalidationBatch);
    expect(await runAll()).toBe(2);
    expect(await view(id)).toMatchObject({ state: 'done', done: ids.length, taken: ids.length });
    expect(await runAll()).toBe(0);
    expect((await actions(id)).filter((action) => action === 'done')).toHaveLength(1);
  });

  test('is no matter for several workers at once, in taking out and in putting back', async () => {
    const total = 3 * invalidationBatch + 1;
    await add(total, { domain: 'stuffed.example' });
    const id = await started({ mailDomain: 'stuffed.example' });
    await Promise.all([runAll(), runAll(), runAll()]);
    await runAll();
    expect(await view(id)).toMatchObject({ state: 'done', done: total });
    await undoInvalidation(test$.ctx, { slug, id, actor });
    await Promise.all([runAll(), runAll(), runAll()]);
    await runAll();
    expect(await view(id)).toMatchObject({ state: 'undone', done: 0, returned: total });
    expect(await states()).toEqual({ confirmed: total });
  });
});
