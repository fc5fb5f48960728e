import { beforeEach, describe, expect, test } from 'vitest';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import {
  addTrigger,
  approveTrigger,
  removeTrigger,
} from '~/domain/deliveries/change-triggers.server';
import type { TriggerKind } from '~/domain/deliveries/delivery-trigger';
import { fireTriggers } from '~/domain/deliveries/fire-triggers.server';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { listTriggerViews } from '~/domain/deliveries/list-triggers.server';
import { stopDelivery } from '~/domain/deliveries/stop-delivery.server';
import type { Actor } from '~/domain/organisers/organiser';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { createTestContext, type TestContext } from '../../support/database';
import { addressee, createLetter, signForm, slug, waitingMails } from '../../support/letter';
import { addMember } from '../../support/updates';

let test$: TestContext;
let letterId: string;
let hana: Actor;
let oleh: Actor;

beforeEach(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  hana = await addMember(test$.ctx, 'hana');
  oleh = await addMember(test$.ctx, 'oleh');
  return () => test$.drop();
});

async function sign(email: string) {
  await signLetter(test$.ctx, { slug, locale: 'en', form: signForm({ email }) });
  const mail = (await waitingMails(test$.ctx, 'confirm-signature')).at(-1);
  await confirmToken(test$.ctx, { token: mail?.props.confirmToken ?? '' });
}

async function plan(kind: TriggerKind, threshold = 0) {
  const done = await addTrigger(test$.ctx, {
    slug,
    target: 'embassy',
    kind,
    threshold,
    actor: hana,
  });
  if (!done.ok) throw new Error(done.reason);
}

async function only() {
  const [trigger] = await listTriggerViews(test$.ctx, letterId);
  if (!trigger) throw new Error('nothing is planned');
  return trigger;
}

async function deliveries() {
  const ledger = await listDeliveries(test$.ctx, { slug });
  if (!ledger.ok) throw new Error(ledger.reason);
  return ledger.deliveries;
}

async function alerts() {
  const mails = await waitingMails(test$.ctx, 'delivery-alert');
  return mails.map(({ to, props }) => `${props.news} ${to}`).sort();
}

async function approveBeforehand(actor: Actor, given: { confirm?: string; hash?: string } = {}) {
  const { id, standingHash } = await only();
  const { confirm = addressee, hash = standingHash ?? '' } = given;
  return approveTrigger(test$.ctx, { slug, id, hash, confirm, actor });
}

describe('a planned delivery', () => {
  test('at a number of signatures is prepared once, and people are told; it does not leave', async () => {
    const { ctx } = test$;
    await plan('signatures', 2);
    await sign('a@people.example');
    expect(await fireTriggers(ctx)).toEqual({ fired: 0 });
    await sign('b@people.example');
    const fired = await Promise.all([fireTriggers(ctx), fireTriggers(ctx), fireTriggers(ctx)]);
    expect(fired.reduce((sum, one) => sum + one.fired, 0)).toBe(1);
    await fireTriggers(ctx);
    expect(await deliveries()).toMatchObject([{ state: 'prepared', signatures: 2 }]);
    expect(await only()).toMatchObject({ outcome: 'prepared' });
    expect(await alerts()).toEqual(['prepared hana@desk.example', 'prepared oleh@desk.example']);
    const again = {
      slug,
      target: 'embassy',
      kind: 'signatures',
      threshold: 2,
      actor: hana,
    } as const;
    expect(await addTrigger(ctx, again)).toMatchObject({ reason: 'planned-already' });
  });

  test('leaves by itself after its hold only where this text and addressee were approved beforehand', async () => {
    const { ctx } = test$;
    await plan('closing');
    await sign('a@people.example');
    expect(await approveBeforehand(hana)).toMatchObject({ reason: 'same-person' });
    expect(await approveBeforehand(oleh, { confirm: 'embassy' })).toMatchObject({
      reason: 'confirm-mismatch',
    });
    expect(await approveBeforehand(oleh, { hash: '0'.repeat(64) })).toMatchObject({
      reason: 'hash-changed',
    });
    expect(await approveBeforehand(oleh)).toEqual({ ok: true });
    expect(await fireTriggers(ctx)).toEqual({ fired: 0 });
    await ctx.db.updateTable('letters').set({ state: 'closed' }).execute();
    await Promise.all([fireTriggers(ctx), fireTriggers(ctx)]);
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: 'queued' });
    expect(delivery?.leavesAt).not.toBeNull();
    expect(await alerts()).toEqual(['leaving hana@desk.example', 'leaving oleh@desk.example']);
    const stopped = await stopDelivery(ctx, { id: delivery?.id ?? '', slug, actor: oleh });
    expect(stopped).toEqual({ ok: true });
    await fireTriggers(ctx);
    expect(await deliveries()).toMatchObject([{ state: 'prepared' }]);
  });

  test('waits for people when the addressee was changed after the approval', async () => {
    const { ctx } = test$;
    await plan('closing');
    await approveBeforehand(oleh);
    await ctx.db.updateTable('delivery_targets').set({ addressee: 'Somebody else' }).execute();
    expect((await only()).standing).toMatchObject({ valid: false });
    await ctx.db.updateTable('letters').set({ state: 'closed' }).execute();
    await fireTriggers(ctx);
    expect(await deliveries()).toMatchObject([{ state: 'prepared' }]);
    expect(await only()).toMatchObject({ outcome: 'prepared', reason: 'approval-void' });
  });

  test('that can prepare nothing tells people so, once, and leaves no delivery behind', async () => {
    await plan('signatures', 1);
    await plan('signatures', 2);
    await sign('minseo@people.example');
    await fireTriggers(test$.ctx);
    await test$.ctx.db.updateTable('deliveries').set({ state: 'unknown' }).execute();
    await sign('olena@people.example');
    await fireTriggers(test$.ctx);
    await fireTriggers(test$.ctx);
    expect(await deliveries()).toHaveLength(1);
    const told = (await alerts()).filter((alert) => alert.startsWith('not-prepared'));
    expect(told).toHaveLength(2);
  });

  test('can be taken back until it is due', async () => {
    const { ctx } = test$;
    await plan('closing');
    const { id } = await only();
    await ctx.db.updateTable('letters').set({ state: 'closed' }).execute();
    await fireTriggers(ctx);
    expect(await removeTrigger(ctx, { slug, id, actor: hana })).toMatchObject({ reason: 'fired' });
  });
});
