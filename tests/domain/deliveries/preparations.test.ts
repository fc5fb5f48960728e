import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { approveDelivery } from '~/domain/deliveries/approve-delivery.server';
import { callOffPreparation } from '~/domain/deliveries/call-off-preparation.server';
import type { CoverForm } from '~/domain/deliveries/cover';
import { freezeAgain } from '~/domain/deliveries/freeze-again.server';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { prepareNext } from '~/domain/deliveries/prepare-next.server';
import { purgePreparations } from '~/domain/deliveries/purge-preparations.server';
import { readPreparation } from '~/domain/deliveries/read-preparation.server';
import { recordDeliveryState } from '~/domain/deliveries/record-delivery-state.server';
import { removeTarget } from '~/domain/deliveries/remove-target.server';
import { sendDelivery } from '~/domain/deliveries/send-delivery.server';
import { startFreezing } from '~/domain/deliveries/start-freezing.server';
import { startPreparation } from '~/domain/deliveries/start-preparation.server';
import { testDelivery } from '~/domain/deliveries/test-delivery.server';
import type { Actor } from '~/domain/organisers/organiser';
import { runPreparations } from '~/jobs/run-preparations.server';
import { until } from '../../support/application';
import { createTestContext, type TestContext } from '../../support/database';
import { acceptedDelivery, stateOf } from '../../support/deliveries';
import { approved, prepared, viewDelivery } from '../../support/dossiers';
import { addressee, createLetter, slug } from '../../support/letter';
import { plantSignatures } from '../../support/plant-signatures';
import { addMember } from '../../support/updates';

/** However few names there are. */
const always = { workerAbove: -1 };
const cover: CoverForm = {
  texts: { en: { subject: 'To Your Excellency', paragraph: 'We enclose a letter.' } },
  replyTo: 'answers@coalition.example',
};
let test$: TestContext;
let letterId: string;
let hana: Extract<Actor, { kind: 'organiser' }>;
let oleh: Extract<Actor, { kind: 'organiser' }>;

beforeEach(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  hana = await addMember(test$.ctx, 'hana');
  oleh = await addMember(test$.ctx, 'oleh');
  return () => test$.drop();
});

const never = () => new AbortController().signal;
const work = (ctx = test$.ctx) => prepareNext(ctx, never());
const look = (id: string) => readPreparation(test$.ctx, { slug, id });

async function ask(target = 'embassy', actor: Actor = hana): Promise<string> {
  const asked = await startPreparation(test$.ctx, { slug, target, actor }, always);
  if (!asked.ok) throw new Error(asked.reason);
  return asked.deliveryId;
}

function askAnew(id: string, given: { cover?: CoverForm; actor?: Actor } = {}) {
  return startFreezing(test$.ctx, { id, slug, actor: hana, ...given }, always);
}

async function ledger() {
  const found = await listDeliveries(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  return found;
}

async function auditOf(id: string) {
  const entries = await test$.ctx.db
    .selectFrom('audit_entries')
    .select(['action', 'organiser_id', 'details'])
    .where('object_id', '=', id)
    .orderBy('id')
    .execute();
  return entries.map(({ action }) => action);
}

/** A worker to which something happens while it prints. */
function interrupted(during: () => Promise<unknown>): Context {
  const { ctx } = test$;
  const { press } = ctx;
  return {
    ...ctx,
    press: {
      ...press,
      async letterDocuments(...given) {
        await during();
        return press.letterDocuments(...given);
      },
    },
  };
}

function setRow(id: string, change: Record<string, unknown>) {
  return test$.ctx.db
    .updateTable('delivery_preparations')
    .set(change)
    .where('delivery_id', '=', id)
    .execute();
}

describe('Hana, who prepares a letter with very many names', () => {
  test('is given its address at once, and finds the dossier there once the worker was at it', async () => {
    const id = await ask();
    expect(await look(id)).toMatchObject({ state: 'waiting', requestedBy: 'hana@desk.example' });
    expect((await ledger()).deliveries).toEqual([]);
    expect((await ledger()).preparations).toMatchObject([
      { deliveryId: id, anew: false, addressee },
    ]);
    expect(await work()).toBe(true);
    expect(await work()).toBe(false);
    expect(await look(id)).toBeNull();
    expect(await viewDelivery(test$.ctx, id)).toMatchObject({
      state: 'prepared',
      preparedBy: 'hana@desk.example',
    });
    expect((await ledger()).preparations).toEqual([]);
    expect(await auditOf(id)).toEqual(['delivery.preparation-asked', 'delivery.prepared']);
  });

  test('does not wait for the worker where the names are few', async () => {
    const asked = { slug, target: 'embassy', actor: hana };
    const done = await startPreparation(test$.ctx, asked);
    expect(done.ok && (await stateOf(test$.ctx, done.deliveryId))).toBe('prepared');
    expect(await work()).toBe(false);
  });

  test('presses twice, or together with Oleh, and has asked once', async () => {
    const ids = await Promise.all([ask(), ask(), ask('embassy', oleh)]);
    expect(new Set(ids).size).toBe(1);
    expect(await auditOf(ids[0])).toEqual(['delivery.preparation-asked']);
    expect(await ask('front-desk')).not.toBe(ids[0]);
    await work();
    await work();
    expect(await work()).toBe(false);
    expect((await ledger()).deliveries).toHaveLength(2);
  });

  test('has what signed until the worker came in it', async () => {
    const id = await ask();
    await plantSignatures(test$.ctx, letterId, 3, { visibility: 'letter' });
    await work();
    expect(await viewDelivery(test$.ctx, id)).toMatchObject({ named: 3 });
    expect(await look(id)).toBeNull();
  });

  test('hears why nothing came of it, and asks once more at the same address', async () => {
    const { ctx } = test$;
    const id = await ask();
    await acceptedDelivery(ctx);
    await work();
    expect(await look(id)).toMatchObject({ state: 'refused', reason: 'already-sent' });
    expect(await work()).toBe(false);
    expect(await auditOf(id)).toContain('delivery.preparation-refused');
    expect(await startPreparation(ctx, { slug, target: 'embassy', actor: hana }, always)).toEqual({
      ok: false,
      reason: 'already-sent',
    });
    await ctx.db.updateTable('deliveries').set({ state: 'failed' }).execute();
    const both = await Promise.all([askAnew(id), askAnew(id, { actor: oleh })]);
    expect(both).toEqual(Array(2).fill({ ok: true, deliveryId: id, later: true }));
    await work();
    expect(await stateOf(ctx, id)).toBe('prepared');
  });

  test('asks once more while another one waits, and is led to that', async () => {
    const id = await ask();
    await acceptedDelivery(test$.ctx);
    await work();
    await test$.ctx.db.updateTable('deliveries').set({ state: 'failed' }).execute();
    const other = await ask();
    expect(await askAnew(id)).toEqual({ ok: true, deliveryId: other, later: true });
    expect(await look(id)).toBeNull();
  });

  test('removes the addressee meanwhile, and is told so', async () => {
    const { ctx } = test$;
    const id = await ask();
    const target = (await ledger()).targets.find(({ name }) => name === 'embassy');
    expect(await removeTarget(ctx, { slug, id: target?.id ?? '', actor: hana })).toEqual({
      ok: true,
    });
    await work();
    expect(await look(id)).toMatchObject({ reason: 'unknown-target', addressee: null });
  });

  test('calls it off, also while it is printed, and nothing is left', async () => {
    const { ctx } = test$;
    const id = await ask();
    const callOff = () => callOffPreparation(ctx, { id, slug, actor: oleh });
    expect(await callOffPreparation(ctx, { id, slug: 'other', actor: oleh })).toMatchObject({
      reason: 'not-found',
    });
    await work(interrupted(callOff));
    expect(await look(id)).toBeNull();
    expect((await ledger()).deliveries).toEqual([]);
    expect(await callOff()).toEqual({ ok: false, reason: 'not-found' });
    expect(await auditOf(id)).toEqual([
      'delivery.preparation-asked',
      'delivery.preparation-called-off',
    ]);
  });
});

describe('a worker', () => {
  test('that was killed leaves what the next one begins anew, after a minute', async () => {
    const id = await ask();
    await setRow(id, { state: 'running', attempts: 1 });
    expect(await work()).toBe(false);
    await setRow(id, { beat_at: sql`now() - interval '61 seconds'` });
    expect(await work()).toBe(true);
    expect(await stateOf(test$.ctx, id)).toBe('prepared');
  });

  test('that was only slow stores nothing beside the one that took over', async () => {
    const id = await ask();
    let taken = false;
    const slow = interrupted(async () => {
      await setRow(id, { beat_at: sql`now() - interval '61 seconds'` });
      taken = await work();
    });
    expect(await work(slow)).toBe(true);
    expect(taken).toBe(true);
    expect((await ledger()).deliveries).toMatchObject([{ id }]);
    expect(await auditOf(id)).toEqual(['delivery.preparation-asked', 'delivery.prepared']);
  });

  test('and another one at the same time prepare it once', async () => {
    await ask();
    expect((await Promise.all([work(), work(), work()])).filter(Boolean)).toHaveLength(1);
    expect((await ledger()).deliveries).toHaveLength(1);
  });

  test('that is stopped gives it back, as if it had not tried', async () => {
    const id = await ask();
    const stop = new AbortController();
    const stopping = interrupted(async () => stop.abort());
    await prepareNext(stopping, stop.signal);
    expect(await look(id)).toMatchObject({ state: 'waiting' });
    await until('what it had begun', async () => (await work()) || null);
    expect((await ledger()).deliveries).toHaveLength(1);
  });

  test('gives up after three failures, or after it has died of it three times, and says so', async () => {
    const [id, other] = [await ask(), await ask('front-desk')];
    await setRow(other, { state: 'running', attempts: 3, beat_at: sql`now() - interval '1 hour'` });
    const broken = interrupted(() => Promise.reject(new Error('no paper')));
    for (let time = 0; time < 4; time += 1) expect(await work(broken)).toBe(true);
    expect(await work(broken)).toBe(false);
    expect(await look(id)).toMatchObject({ state: 'refused', reason: 'fault' });
    expect(await look(other)).toMatchObject({ state: 'refused', reason: 'fault' });
    await askAnew(id);
    await work();
    expect(await stateOf(test$.ctx, id)).toBe('prepared');
  });

  test('works off what waits until it is stopped', async () => {
    const ids = [await ask(), await ask('front-desk')];
    const worker = runPreparations(test$.ctx);
    for (const id of ids) await until('a dossier', async () => (await look(id)) === null);
    await worker.stop();
    expect((await ledger()).deliveries).toHaveLength(2);
  });

  test('forgets what was refused a month ago', async () => {
    const id = await ask();
    await setRow(id, { requested_at: sql`now() - interval '31 days'` });
    expect(await purgePreparations(test$.ctx)).toEqual({ deleted: 0 });
    await setRow(id, { state: 'refused', reason: 'fault' });
    expect(await purgePreparations(test$.ctx)).toEqual({ deleted: 1 });
  });
});

describe('a dossier that is to be frozen anew', () => {
  test('stays as it is, and nobody tests, approves or sends it until then', async () => {
    const { ctx } = test$;
    const id = await approved(ctx, hana, oleh);
    const before = await viewDelivery(ctx, id);
    expect(await askAnew(id)).toEqual({ ok: true, deliveryId: id, later: true });
    const inHand = { id, slug, actor: hana };
    expect(await testDelivery(ctx, { ...inHand, to: [] })).toMatchObject({
      reason: 'being-frozen',
    });
    const send = () => sendDelivery(ctx, { ...inHand, confirm: addressee });
    expect(await send()).toMatchObject({ reason: 'being-frozen' });
    expect(await viewDelivery(ctx, id)).toEqual(before);
    await work();
    const after = await viewDelivery(ctx, id);
    expect(after).toMatchObject({ state: 'prepared', testedAt: null, approved: null });
    expect(after.dossierHash).not.toBe(before.dossierHash);
    expect(await send()).toMatchObject({ reason: 'not-tested' });
    expect(await auditOf(id)).toContain('delivery.frozen-anew');
  });

  test('is not approved meanwhile, and can be once it was called off', async () => {
    const { ctx } = test$;
    const id = await prepared(ctx, hana);
    const { dossierHash: hash } = await viewDelivery(ctx, id);
    await askAnew(id);
    const approve = () => approveDelivery(ctx, { id, slug, hash, actor: oleh });
    expect(await approve()).toEqual({ ok: false, reason: 'being-frozen' });
    await work(interrupted(approve));
    expect(await approve()).toEqual({ ok: false, reason: 'hash-changed' });
    await askAnew(id);
    const { dossierHash } = await viewDelivery(ctx, id);
    expect(await callOffPreparation(ctx, { id, slug, actor: hana })).toEqual({
      ok: true,
      anew: true,
    });
    expect(await work()).toBe(false);
    expect(await approveDelivery(ctx, { id, slug, hash: dossierHash, actor: oleh })).toEqual({
      ok: true,
    });
  });

  test('gets the cover that was written for it, sealed until then', async () => {
    const { ctx } = test$;
    const id = await prepared(ctx, hana);
    await askAnew(id, { cover });
    const row = await ctx.db
      .selectFrom('delivery_preparations')
      .select('sealed_cover')
      .executeTakeFirstOrThrow();
    expect(row.sealed_cover?.toString('latin1')).not.toContain('answers@');
    expect(await askAnew(id, { cover })).toMatchObject({ ok: true });
    const other = { ...cover, replyTo: null };
    expect(await askAnew(id, { cover: other })).toEqual({ ok: false, reason: 'being-frozen' });
    await work();
    expect(await viewDelivery(ctx, id)).toMatchObject({
      replyTo: 'answers@coalition.example',
      cover: cover.texts,
    });
  });

  test('keeps that cover when it was refused, for whoever asks once more', async () => {
    const { ctx } = test$;
    const id = await prepared(ctx, hana);
    await askAnew(id, { cover });
    const broken = interrupted(() => Promise.reject(new Error('no paper')));
    for (let time = 0; time < 3; time += 1) await work(broken);
    expect(await look(id)).toMatchObject({ reason: 'fault', anew: true });
    expect(await approveDelivery(ctx, { id, slug, hash: '', actor: oleh })).toMatchObject({
      reason: 'hash-changed',
    });
    expect(await startFreezing(ctx, { id, slug, actor: hana })).toMatchObject({ later: false });
    expect(await viewDelivery(ctx, id)).toMatchObject({ cover: cover.texts });
    expect(await look(id)).toBeNull();
  });

  test('and was called off by hand meanwhile stays so, and the page says why', async () => {
    const { ctx } = test$;
    const id = await prepared(ctx, hana);
    await askAnew(id);
    const step = { deliveryId: id, state: 'withdrawn', channel: 'email', evidence: null } as const;
    await work(
      interrupted(() => ctx.db.transaction().execute((trx) => recordDeliveryState(ctx, trx, step))),
    );
    expect(await stateOf(ctx, id)).toBe('withdrawn');
    expect(await look(id)).toMatchObject({ state: 'refused', reason: 'not-open' });
    expect(await askAnew(id)).toEqual({ ok: false, reason: 'not-open' });
  });

  test('is frozen faster than somebody calls it off, who is told so', async () => {
    const id = await prepared(test$.ctx, hana);
    await askAnew(id);
    await work();
    expect(await callOffPreparation(test$.ctx, { id, slug, actor: hana })).toEqual({
      ok: false,
      reason: 'ended',
    });
  });

  test('of another letter is not found', async () => {
    const id = await prepared(test$.ctx, hana);
    const there = { id, slug: 'another-letter', actor: hana };
    expect(await startFreezing(test$.ctx, there, always)).toMatchObject({ reason: 'not-found' });
    expect(await freezeAgain(test$.ctx, there)).toMatchObject({ reason: 'not-found' });
    expect(await readPreparation(test$.ctx, there)).toBeNull();
  });
});
