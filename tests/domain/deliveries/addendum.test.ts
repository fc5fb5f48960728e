import { simpleParser } from 'mailparser';
import { beforeEach, describe, expect, test } from 'vitest';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { readDeliveryDocument } from '~/domain/deliveries/read-delivery-document.server';
import { recordDeliveryState } from '~/domain/deliveries/record-delivery-state.server';
import { sendDelivery } from '~/domain/deliveries/send-delivery.server';
import { eraseSignature } from '~/domain/signatures/erase-signature.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { textOf } from '../../documents/read-pdf';
import { createTestContext, type TestContext } from '../../support/database';
import { prepared, viewDelivery } from '../../support/dossiers';
import { addressee, createLetter, signForm, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
const actor = { kind: 'operator' } as const;

beforeEach(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  return () => test$.drop();
});

async function sign(name: string) {
  const email = `${name.replaceAll(' ', '.').toLowerCase()}@people.example`;
  await signLetter(test$.ctx, { slug, locale: 'en', form: signForm({ name, email }) });
  const mail = (await waitingMails(test$.ctx, 'confirm-signature')).at(-1);
  await confirmToken(test$.ctx, { token: mail?.props.confirmToken ?? '' });
  return mail?.props.manageToken ?? '';
}

/** Sends a copy as the worker does when a server says yes at once. */
async function received(id: string) {
  const { ctx } = test$;
  const sent = await sendDelivery(ctx, { id, actor, confirm: addressee });
  if (!sent.ok) throw new Error(sent.reason);
  await ctx.db.updateTable('messages').set({ state: 'sent', finished_at: new Date() }).execute();
  for (const state of ['sending', 'accepted'] as const) {
    const step = { deliveryId: id, state, channel: 'email', evidence: null };
    await ctx.db.transaction().execute((trx) => recordDeliveryState(ctx, trx, step));
  }
}

async function papersOf(id: string) {
  const message = await readDeliveryDocument(test$.ctx, { id, document: 'message' });
  const pdf = await readDeliveryDocument(test$.ctx, { id, document: 'pdf' });
  if (!message.ok || !pdf.ok) throw new Error('no documents');
  const mail = await simpleParser(message.bytes);
  return { mail, text: (mail.text ?? '').replaceAll(/\s+/g, ' '), pdf: textOf(pdf.bytes) };
}

describe('an addendum', () => {
  test('comes after a letter that was received, and only when something has changed', async () => {
    const { ctx } = test$;
    await sign('First Person');
    const ask = { slug, target: 'embassy', addendum: true, actor };
    expect(await prepareDelivery(ctx, ask)).toMatchObject({ reason: 'no-letter-yet' });
    const letter = await prepared(ctx, actor);
    expect(await prepareDelivery(ctx, ask)).toMatchObject({ reason: 'no-letter-yet' });
    await received(letter);
    expect(await prepareDelivery(ctx, ask)).toMatchObject({ reason: 'nothing-changed' });
    expect(await prepareDelivery(ctx, { ...ask, addendum: false })).toMatchObject({
      reason: 'already-sent',
    });
  });

  test('names who was added and who withdrew; of who was erased it gives the number', async () => {
    const { ctx } = test$;
    const withdrawing = await sign('Beatrice Withdrawn');
    const erased = await sign('Carol Erased');
    await sign('Alice Stays');
    await received(await prepared(ctx, actor));
    await sign('Dora Added');
    await withdrawSignature(ctx, { token: withdrawing });
    await eraseSignature(ctx, { token: erased });
    const id = await prepared(ctx, actor, { addendum: true });
    expect(await viewDelivery(ctx, id)).toMatchObject({
      addendum: 1,
      signatures: 2,
      named: 1,
      namedInAll: 2,
    });
    const { mail, text, pdf } = await papersOf(id);
    expect(mail.subject).toContain('1: ');
    for (const place of [text, pdf.replaceAll(/\s+/g, ' ')]) {
      expect(place).toContain('Addendum 1 to the open letter');
      expect(place).toContain('Beatrice Withdrawn (No. 2 in Annex A)');
      expect(place).toContain('No. 3 in Annex A');
      for (const gone of ['Carol Erased', 'Alice Stays']) expect(place).not.toContain(gone);
    }
    expect(pdf).toContain('Dora Added');
    expect(text).not.toContain('Dora Added');
    await received(id);
    const ask = { slug, target: 'embassy', addendum: true, actor };
    expect(await prepareDelivery(ctx, ask)).toMatchObject({ reason: 'nothing-changed' });
    await sign('Eve Later');
    const second = await prepared(ctx, actor, { addendum: true });
    expect(await viewDelivery(ctx, second)).toMatchObject({ addendum: 2, named: 1 });
    expect((await papersOf(second)).text).not.toContain('Beatrice');
  });

  test('goes once: two that were prepared are one that is sent', async () => {
    const { ctx } = test$;
    await sign('First Person');
    await received(await prepared(ctx, actor));
    await sign('Second Person');
    const two = [
      await prepared(ctx, actor, { addendum: true }),
      await prepared(ctx, actor, { addendum: true }),
    ];
    const answers = await Promise.all(
      [...two, ...two].map((id) => sendDelivery(ctx, { id, actor, confirm: addressee })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
