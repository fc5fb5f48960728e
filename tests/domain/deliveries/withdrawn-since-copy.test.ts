import { simpleParser } from 'mailparser';
import { beforeEach, describe, expect, test } from 'vitest';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { findPreviousCopy } from '~/domain/deliveries/find-previous-copy.server';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { readDeliveryDocument } from '~/domain/deliveries/read-delivery-document.server';
import { recordDeliveryState } from '~/domain/deliveries/record-delivery-state.server';
import { sendDelivery } from '~/domain/deliveries/send-delivery.server';
import { eraseSignature } from '~/domain/signatures/erase-signature.server';
import { findMySignatureId } from '~/domain/signatures/find-my-signature-id.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { textOf } from '../../documents/read-pdf';
import { createTestContext, type TestContext } from '../../support/database';
import { addressee, createLetter, signForm, slug, waitingMails } from '../../support/letter';

const actor = { kind: 'operator' } as const;
let test$: TestContext;
let letterId: string;

beforeEach(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  return () => test$.drop();
});

/** Signs and confirms; gives the token of the person's own link. */
async function sign(name: string, visibility = 'public'): Promise<string> {
  const email = `${name.toLowerCase()}@people.example`;
  const form = signForm({ name, email, visibility });
  await signLetter(test$.ctx, { slug, locale: 'en', form });
  const mails = await waitingMails(test$.ctx, 'confirm-signature');
  const mail = mails.findLast(({ to }) => to === email);
  await confirmToken(test$.ctx, { token: mail?.props.confirmToken ?? '' });
  return mail?.props.manageToken ?? '';
}

async function prepare(target = 'embassy'): Promise<string> {
  const prepared = await prepareDelivery(test$.ctx, { slug, target, actor });
  if (!prepared.ok) throw new Error(prepared.reason);
  return prepared.deliveryId;
}

async function deliver(): Promise<string> {
  const id = await prepare();
  const sent = await sendDelivery(test$.ctx, { id, actor, confirm: addressee });
  if (!sent.ok) throw new Error(sent.reason);
  for (const state of ['sending', 'accepted'] as const) {
    const step = { deliveryId: id, state, channel: 'email', evidence: null };
    await test$.ctx.db.transaction().execute((trx) => recordDeliveryState(test$.ctx, trx, step));
  }
  return id;
}

/** The same text once more as the next version: one target gets each version once. */
async function nextVersion(): Promise<void> {
  const { db } = test$.ctx;
  const latest = await db
    .selectFrom('letter_versions')
    .select(['id', 'number'])
    .where('letter_id', '=', letterId)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('letter_versions')
    .values({ letter_id: letterId, number: latest.number + 1, hash: 'b'.repeat(64) })
    .returning('id')
    .executeTakeFirstOrThrow();
  const texts = await db
    .selectFrom('letter_texts')
    .select(['locale', 'content', 'review'])
    .where('letter_version_id', '=', latest.id)
    .execute();
  const values = texts.map((text) => ({
    ...text,
    letter_version_id: id,
    content: JSON.stringify(text.content),
  }));
  await db.insertInto('letter_texts').values(values).execute();
}

async function documents(id: string): Promise<{ mail: string; pdf: string }> {
  const message = await readDeliveryDocument(test$.ctx, { id, document: 'message' });
  const pdf = await readDeliveryDocument(test$.ctx, { id, document: 'pdf' });
  if (!message.ok || !pdf.ok) throw new Error('no documents');
  const mail = await simpleParser(message.bytes);
  return { mail: `${mail.text}\n${mail.html}`.replace(/\s+/g, ' '), pdf: textOf(pdf.bytes) };
}

describe('the next copy for the same addressee', () => {
  test('names how many withdrew since the last one, by name or counted, and never who', async () => {
    await sign('Staying');
    const leaving = await sign('Leaving');
    const erasing = await sign('Erasing', 'letter');
    const counted = await sign('Counted', 'counted');
    await sign('Hiding');
    const first = await documents(await deliver());
    expect(first.mail).not.toContain('withdrawn');

    await withdrawSignature(test$.ctx, { token: leaving });
    await eraseSignature(test$.ctx, { token: erasing });
    await withdrawSignature(test$.ctx, { token: counted });
    const late = await sign('Late');
    await withdrawSignature(test$.ctx, { token: late });
    await nextVersion();
    const second = await documents(await deliver());
    expect(second.mail).toContain('3 people have withdrawn from this letter since the copy of');
    expect(second.mail).toMatch(/이후 3명이 서명을 철회했습니다/);
    expect(second.pdf).toContain('Відкликали підпис після попереднього примірника: 3');
    for (const name of ['Leaving', 'Erasing', 'Counted', 'Late']) {
      expect(second.mail + second.pdf).not.toContain(name);
    }

    // Each copy is compared with the one before it, not with the first.
    await nextVersion();
    expect((await documents(await prepare())).mail).not.toContain('withdrawn');
  });

  test('does not call it withdrawing when a name is hidden, made invalid, or signed again', async () => {
    const again = await sign('Again');
    const invalid = await sign('Invalid');
    await sign('Hidden');
    await deliver();
    await withdrawSignature(test$.ctx, { token: again });
    const { db } = test$.ctx;
    const target = await db
      .selectFrom('delivery_targets')
      .select('id')
      .where('name', '=', 'embassy')
      .executeTakeFirstOrThrow();
    expect(await findPreviousCopy(test$.ctx, target.id)).toMatchObject({ withdrawnPeople: 1 });
    await db
      .updateTable('tokens')
      .set({ created_at: new Date(0) })
      .execute();
    await sign('Again');
    await db
      .updateTable('signatures')
      .set({ state: 'invalidated', public_name: null })
      .where('id', '=', await findMySignatureId(db, invalid))
      .execute();
    await db
      .updateTable('signatures')
      .set({ visibility: 'counted', public_name: null })
      .where('public_name', '=', 'Hidden')
      .execute();
    expect(await findPreviousCopy(test$.ctx, target.id)).toMatchObject({ withdrawnPeople: 0 });
  });

  test('says nothing to an addressee who has had no copy', async () => {
    const leaving = await sign('Leaving');
    await sign('Staying');
    await deliver();
    await withdrawSignature(test$.ctx, { token: leaving });
    const { db } = test$.ctx;
    const targets = await db.selectFrom('delivery_targets').select(['id', 'name']).execute();
    for (const { id, name } of targets.filter((one) => one.name !== 'embassy')) {
      expect(await findPreviousCopy(test$.ctx, id), name).toBeNull();
    }
  });
});
