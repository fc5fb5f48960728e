import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listAudit } from '~/domain/audit/list-audit.server';
import { draftDelivery } from '~/domain/deliveries/draft-delivery.server';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { readDelivery } from '~/domain/deliveries/read-delivery.server';
import { removeTarget } from '~/domain/deliveries/remove-target.server';
import { saveTarget } from '~/domain/deliveries/save-target.server';
import { sendDelivery } from '~/domain/deliveries/send-delivery.server';
import { startFreezing } from '~/domain/deliveries/start-freezing.server';
import { addressIsStale, targetSchema } from '~/domain/deliveries/target';
import { addSignature } from '../../support/add-signature';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
const actor = { kind: 'operator' } as const;
const typed = {
  name: 'office',
  channel: 'email',
  addressee: 'the Foreign Office',
  locales: ['en', 'uk'],
  address: 'Office@Ministry.example',
  copies: 'a@press.example\nb@press.example, a@press.example',
  checkedOn: '2025-11-20',
  checkedSource: 'https://ministry.example/contact',
};

beforeEach(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
});
afterEach(() => test$?.drop());

function save(given: Partial<Record<keyof typeof typed | 'names', unknown>> = {}, id?: string) {
  const target = targetSchema.parse({ ...typed, ...given });
  return saveTarget(test$.ctx, { slug, id: id ?? null, target, actor });
}

async function target(name = 'office') {
  const listed = await listDeliveries(test$.ctx, { slug });
  return listed.ok ? listed.targets.find((one) => one.name === name) : undefined;
}

async function audited() {
  const { entries } = await listAudit(test$.ctx, { slug });
  return entries.filter(({ action }) => action.startsWith('target.'));
}

async function prepare(name = 'office'): Promise<string> {
  const prepared = await prepareDelivery(test$.ctx, { slug, target: name, actor });
  if (!prepared.ok) throw new Error(prepared.reason);
  return prepared.deliveryId;
}

const send = (id: string) => sendDelivery(test$.ctx, { id, slug, actor, confirm: typed.addressee });

describe('names in the annex', () => {
  const usual = [
    { name: 'Андрій', latinName: null },
    { name: 'Ярина', latinName: 'Yaryna' },
  ];
  async function named() {
    const drafted = await draftDelivery(test$.ctx, { slug, target: 'office' });
    if (!drafted.ok) throw new Error(drafted.reason);
    const { signatories } = drafted.draft.taken.snapshot;
    return signatories.map(({ name, latinName }) => ({ name, latinName }));
  }
  beforeEach(async () => {
    const { id } = await test$.ctx.db.selectFrom('letters').select('id').executeTakeFirstOrThrow();
    await addSignature(test$.ctx, id, { name: 'Ярина', latinName: 'Yaryna' });
    await addSignature(test$.ctx, id, { name: 'Андрій', visibility: 'letter' });
    await save();
  });

  test('stand by the alphabet with Latin spellings, or as the addressee’s entry says', async () => {
    expect(await named()).toEqual(usual);
    await save({ names: { order: 'signing', latin: false } }, (await target())?.id);
    expect(await named()).toEqual([
      { name: 'Ярина', latinName: null },
      { name: 'Андрій', latinName: null },
    ]);
    const [entry] = await audited();
    expect(entry?.details).toMatchObject({
      'order of names before': 'alphabet',
      'order of names': 'signing',
      'Latin spellings': 'no',
    });
  });

  test('stand in what is sent as is said now: a copy from before is to be frozen anew', async () => {
    const id = await prepare();
    const changed = async () => {
      const read = await readDelivery(test$.ctx, { id, slug });
      return read.ok && [read.delivery.changedSince, read.delivery.names.order];
    };
    expect(await changed()).toEqual([null, 'alphabet']);
    await save({ names: { order: 'signing', latin: true } }, (await target())?.id);
    expect(await changed()).toEqual(['target', 'alphabet']);
    expect(await send(id)).toMatchObject({ ok: false });
    expect(await startFreezing(test$.ctx, { id, slug, actor })).toMatchObject({ ok: true });
    expect(await changed()).toEqual([null, 'signing']);
  });
});

describe('a new addressee', () => {
  test('is where copies can go, with its mail named to everybody who gets it', async () => {
    expect(await save()).toEqual({ ok: true });
    expect(await target()).toMatchObject({
      address: 'Office@ministry.example',
      copies: ['a@press.example', 'b@press.example'],
      locales: ['en', 'uk'],
      checkedOn: '2025-11-20',
      used: false,
    });
    const drafted = await draftDelivery(test$.ctx, { slug, target: 'office' });
    const mail = await simpleParser(drafted.ok ? drafted.draft.message : '');
    expect(
      [mail.to, mail.cc].flat().flatMap((group) => group?.value.map((one) => one.address)),
    ).toEqual(['Office@ministry.example', 'a@press.example', 'b@press.example']);
  });

  test('stands in the audit log with masked mailboxes', async () => {
    await save();
    await save({ address: 'new@ministry.example' }, (await target())?.id ?? '');
    const [changed, added] = await audited();
    expect(added).toMatchObject({ action: 'target.added' });
    expect(changed).toMatchObject({
      action: 'target.changed',
      details: { 'address before': 'O•••@ministry.example', address: 'n•••@ministry.example' },
    });
    expect(JSON.stringify([changed, added])).not.toMatch(/new@|Office@|a@press/i);
  });

  test('cannot have the name of another, nor a check that is still to come', async () => {
    expect(await save({ name: 'embassy' })).toEqual({ ok: false, reason: 'name-taken' });
    const later = { checkedOn: '2099-01-01' };
    expect(await save(later)).toEqual({ ok: false, reason: 'checked-later' });
  });

  test.each([
    [{ address: 'no mailbox' }, 'address-mailbox'],
    [{ address: 'a@b.example\r\nBcc: c@d.example' }, 'address-mailbox'],
    [{ address: '' }, 'address-empty'],
    [{ copies: 'nobody' }, 'copies-mailbox'],
    [{ channel: 'post' }, 'copies-no-mail'],
    [{ name: 'The Office' }, 'name-shape'],
    [{ addressee: ' ' }, 'addressee-empty'],
    [{ locales: [] }, 'locales-missing'],
    [{ checkedOn: '2026-02-30' }, 'checked-on-format'],
  ])('cannot be saved with %o', (given, fault) => {
    const parsed = targetSchema.safeParse({ ...typed, ...given });
    expect(parsed.error?.issues.map(({ message }) => message)).toContain(fault);
  });
});

describe('a demonstration', () => {
  test('goes to invented mailboxes only, until the operator turns delivery on', async () => {
    await test$.ctx.db.updateTable('letters').set({ demonstration: true }).execute();
    const real = { address: 'office@ministry.org', copies: '' };
    expect(await save(real)).toEqual({ ok: false, reason: 'demonstration' });
    expect(await save({ copies: 'press@news.org' })).toMatchObject({ reason: 'demonstration' });
    expect(await save()).toEqual({ ok: true });
    const config = { ...test$.ctx.config, delivery: 'smtp' as const };
    const target = targetSchema.parse({ ...typed, ...real, name: 'real' });
    const on = saveTarget({ ...test$.ctx, config }, { slug, id: null, target, actor });
    expect(await on).toEqual({ ok: true });
  });
});

describe('an addressee for whom a copy was prepared', () => {
  beforeEach(() => save());

  test('cannot be removed or renamed; one without a copy can be removed', async () => {
    await prepare();
    const { id = '' } = (await target()) ?? {};
    const remove = (which: string) => removeTarget(test$.ctx, { slug, id: which, actor });
    expect(await remove(id)).toEqual({ ok: false, reason: 'in-use' });
    expect(await save({ name: 'other' }, id)).toEqual({ ok: false, reason: 'in-use' });
    const { id: desk = '' } = (await target('front-desk')) ?? {};
    expect(await remove(desk)).toEqual({ ok: true });
    expect(await target('front-desk')).toBeUndefined();
    expect((await audited())[0]).toMatchObject({ action: 'target.removed' });
  });

  test.each([
    { address: 'other@ministry.example' },
    { copies: '' },
    { addressee: 'The Foreign Office, London' },
  ])('is not sent that copy any more after a change: %o', async (change) => {
    const before = await prepare();
    await save(change, (await target())?.id ?? '');
    const confirm = change.addressee ?? typed.addressee;
    const sent = await sendDelivery(test$.ctx, { id: before, slug, actor, confirm });
    expect(sent).toEqual({ ok: false, reason: 'target-changed' });
    const read = await readDelivery(test$.ctx, { id: before, slug });
    expect(read).toMatchObject({
      delivery: { to: 'Office@ministry.example', copies: ['a@press.example', 'b@press.example'] },
    });
    const again = await prepare();
    expect(await sendDelivery(test$.ctx, { id: again, slug, actor, confirm })).toEqual({
      ok: true,
    });
  });

  test('is sent it after another day of checking was noted', async () => {
    const id = await prepare();
    await save({ checkedOn: '2025-11-28' }, (await target())?.id ?? '');
    expect(await send(id)).toEqual({ ok: true });
  });

  test('is not sent a text that is not the public one any more', async () => {
    const id = await prepare();
    const hash = 'b'.repeat(64);
    await test$.ctx.db.updateTable('letter_versions').set({ hash }).execute();
    expect(await send(id)).toEqual({ ok: false, reason: 'text-changed' });
  });
});

test('an address is to be checked again after 30 days', () => {
  const now = new Date('2026-11-29T12:00:00Z');
  expect([null, '2026-10-01', '2026-10-31'].map((day) => addressIsStale(day, now))).toEqual([
    true,
    true,
    false,
  ]);
});
