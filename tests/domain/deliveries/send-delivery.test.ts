import { simpleParser } from 'mailparser';
import { beforeEach, describe, expect, test } from 'vitest';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { readDelivery } from '~/domain/deliveries/read-delivery.server';
import { readDeliveryDocument } from '~/domain/deliveries/read-delivery-document.server';
import { recordDeliveryState } from '~/domain/deliveries/record-delivery-state.server';
import { resendDelivery } from '~/domain/deliveries/resend-delivery.server';
import { sendDelivery } from '~/domain/deliveries/send-delivery.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { createTestContext, type TestContext } from '../../support/database';
import { addressee, createLetter, signForm, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
const actor = { kind: 'operator' } as const;

beforeEach(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  return () => test$.drop();
});

async function sign(typed: Parameters<typeof signForm>[0]) {
  await signLetter(test$.ctx, { slug, locale: 'en', form: signForm(typed) });
  const mail = (await waitingMails(test$.ctx, 'confirm-signature')).at(-1);
  await confirmToken(test$.ctx, { token: mail?.props.confirmToken ?? '' });
  return mail?.props.manageToken ?? '';
}

async function prepare(): Promise<string> {
  const prepared = await prepareDelivery(test$.ctx, { slug, target: 'embassy', actor });
  if (!prepared.ok) throw new Error(prepared.reason);
  return prepared.deliveryId;
}

async function move(
  deliveryId: string,
  ...states: ('sending' | 'unknown' | 'failed' | 'accepted')[]
) {
  for (const state of states) {
    const step = { deliveryId, state, channel: 'email', evidence: null };
    await test$.ctx.db.transaction().execute((trx) => recordDeliveryState(test$.ctx, trx, step));
  }
}

async function queuedLetters() {
  const rows = await test$.ctx.db
    .selectFrom('messages')
    .select(['message_id', 'dedupe_key'])
    .where('kind', '=', 'delivery')
    .orderBy('created_at')
    .execute();
  return rows;
}

describe('the organiser', () => {
  test('sees the very bytes that will leave, with names by audience', async () => {
    await sign({ name: 'Public Person', email: 'a@people.example' });
    await sign({ name: 'Letter Person', email: 'b@people.example', visibility: 'letter' });
    await sign({ name: 'Counted Person', email: 'c@people.example', visibility: 'counted' });
    const id = await prepare();
    const found = await readDelivery(test$.ctx, { id, slug });
    if (!found.ok) throw new Error(found.reason);
    expect(found.delivery).toMatchObject({ state: 'prepared', signatures: 3, named: 2 });
    const message = await readDeliveryDocument(test$.ctx, { id, document: 'message' });
    const pdf = await readDeliveryDocument(test$.ctx, { id, document: 'pdf' });
    if (!message.ok || !pdf.ok) throw new Error('no documents');
    const mail = await simpleParser(message.bytes);
    expect(mail.attachments[0]?.content.equals(pdf.bytes)).toBe(true);
    expect(mail.subject).toBe(found.delivery.subject);
    for (const word of ['Counted Person', '@people.example']) {
      expect(`${mail.text}${mail.html}`).not.toContain(word);
    }
    const foreign = await readDelivery(test$.ctx, { id, slug: 'another' });
    expect(foreign).toMatchObject({ reason: 'not-found' });
  });

  test('sends once, whatever is pressed twice, by whom, and from how many prepared copies', async () => {
    const copies = await Promise.all([prepare(), prepare(), prepare()]);
    const presses = [...copies, ...copies].map((id) =>
      sendDelivery(test$.ctx, { id, actor, confirm: `  ${addressee.toUpperCase()} ` }),
    );
    const answers = await Promise.all(presses);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers) {
      if (!answer.ok) expect(answer.reason).toBe('already-sent');
    }
    expect(await queuedLetters()).toHaveLength(1);
    const again = await prepareDelivery(test$.ctx, { slug, target: 'embassy', actor });
    expect(again).toMatchObject({ reason: 'already-sent' });
  });

  test('cannot send without typing the addressee, nor by mail to a front desk', async () => {
    const id = await prepare();
    for (const confirm of ['', 'embassy', `${addressee}!`]) {
      const answer = await sendDelivery(test$.ctx, { id, actor, confirm });
      expect(answer).toMatchObject({ reason: 'confirm-mismatch' });
    }
    expect(await queuedLetters()).toEqual([]);
    const desk = await prepareDelivery(test$.ctx, { slug, target: 'front-desk', actor });
    if (!desk.ok) throw new Error(desk.reason);
    const byHand = { id: desk.deliveryId, actor, confirm: addressee };
    expect(await sendDelivery(test$.ctx, byHand)).toMatchObject({ reason: 'not-email' });
    expect(await queuedLetters()).toEqual([]);
  });

  test('cannot send a copy that names somebody who has withdrawn since', async () => {
    const manageToken = await sign({ email: 'a@people.example' });
    const id = await prepare();
    await withdrawSignature(test$.ctx, { token: manageToken });
    const found = await readDelivery(test$.ctx, { id });
    expect(found.ok && found.delivery.withdrawnSince).toBe(1);
    const stale = await sendDelivery(test$.ctx, { id, actor, confirm: addressee });
    expect(stale).toMatchObject({ reason: 'snapshot-stale' });
    const fresh = await prepare();
    expect(await sendDelivery(test$.ctx, { id: fresh, actor, confirm: addressee })).toEqual({
      ok: true,
    });
  });

  test('resends only what failed or is unknown, with the same Message-ID', async () => {
    const id = await prepare();
    await sendDelivery(test$.ctx, { id, actor, confirm: addressee });
    const early = await resendDelivery(test$.ctx, { id, actor, confirm: addressee });
    expect(early).toMatchObject({ reason: 'not-resendable' });
    await move(id, 'sending', 'unknown');
    await test$.ctx.db
      .updateTable('messages')
      .set({ state: 'unknown', finished_at: new Date() })
      .execute();
    expect(await resendDelivery(test$.ctx, { id, actor, confirm: addressee })).toEqual({
      ok: true,
    });
    const letters = await queuedLetters();
    expect(letters).toHaveLength(2);
    expect(new Set(letters.map(({ message_id }) => message_id)).size).toBe(1);
  });
});

describe('the ledger', () => {
  test('takes no step that the table does not allow, and forgets none', async () => {
    const id = await prepare();
    await move(id, 'accepted', 'failed', 'sending');
    const found = await readDelivery(test$.ctx, { id });
    expect(found.ok && found.delivery.events.map(({ state }) => state)).toEqual([
      'prepared',
      'accepted',
    ]);
    const change = test$.ctx.db.updateTable('delivery_events').set({ state: 'answered' }).execute();
    await expect(change).rejects.toThrow('append-only');
    const ledger = await listDeliveries(test$.ctx, { slug });
    expect(ledger.ok && ledger.deliveries).toHaveLength(1);
  });
});
