import { simpleParser } from 'mailparser';
import { beforeEach, describe, expect, test } from 'vitest';
import { draftDelivery } from '~/domain/deliveries/draft-delivery.server';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { readDelivery } from '~/domain/deliveries/read-delivery.server';
import { readDeliveryDocument } from '~/domain/deliveries/read-delivery-document.server';
import { loadInventedSignatures } from '~/domain/signatures/load-invented-signatures.server';
import { textOf } from '../../documents/read-pdf';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
const actor = { kind: 'operator' } as const;
const people = 1_500;

beforeEach(async () => {
  test$ = await createTestContext({ ATTACHMENT_LIMIT: '0.15' });
  await createLetter(test$.ctx);
  return () => test$.drop();
});

async function prepare() {
  const prepared = await prepareDelivery(test$.ctx, { slug, target: 'embassy', actor });
  if (!prepared.ok) throw new Error(prepared.reason);
  const id = prepared.deliveryId;
  const found = await readDelivery(test$.ctx, { id });
  if (!found.ok) throw new Error(found.reason);
  const read = (document: 'pdf' | 'annex' | 'message') =>
    readDeliveryDocument(test$.ctx, { id, document });
  return { delivery: found.delivery, read };
}

describe('the officer at the embassy', () => {
  test('gets a letter that fits the mail and says which document has the names', async () => {
    await loadInventedSignatures(test$.ctx, { slug, count: people, seed: 5 });
    const { delivery, read } = await prepare();
    const [pdf, annex, message] = await Promise.all([read('pdf'), read('annex'), read('message')]);
    if (!pdf.ok || !annex.ok || !message.ok) throw new Error('no documents');
    expect(pdf.bytes.length).toBeLessThan(150_000);
    expect(delivery.annex).toMatchObject({ bytes: annex.bytes.length, names: delivery.named });
    const hash = delivery.annex?.hash ?? 'none';
    const letter = textOf(pdf.bytes);
    expect(letter).toContain(hash);
    expect(letter).toContain(delivery.versionNumber.toString());
    const mail = await simpleParser(message.bytes);
    expect(mail.text?.replace(/\s+/g, ' ')).toContain(hash);
    expect(mail.html).toContain(hash);
    expect(delivery.text.replace(/\s+/g, ' ')).toContain(hash);
    expect(mail.attachments).toHaveLength(1);
    const names = await test$.ctx.db
      .selectFrom('public_signatories')
      .select('name')
      .$narrowType<{ name: string }>()
      .execute();
    const annexText = textOf(annex.bytes).replace(/\s+/g, '');
    for (const { name } of names.slice(0, 200)) {
      const bare = name.normalize('NFC').replace(/\s+/g, '');
      expect(annexText).toContain(bare);
      expect(letter.replace(/\s+/g, '')).not.toContain(bare);
    }
  }, 120_000);
});

describe('the organiser', () => {
  test('finds no second document where one is enough, and the pages of what was printed', async () => {
    const { delivery, read } = await prepare();
    expect(await read('annex')).toMatchObject({ reason: 'not-found' });
    expect(delivery.annex).toBeNull();
    expect(delivery.printed).toMatchObject({ undrawn: 0, letterPages: { uk: 2 } });
  });

  test('is told when the mail would be too large even without the names', async () => {
    const { ctx } = test$;
    const bytes = 7_000_001;
    const press = { ...ctx.press, letterMail: async () => Buffer.alloc(bytes) };
    const drafted = await draftDelivery({ ...ctx, press }, { slug, target: 'embassy' });
    expect(drafted).toEqual({ ok: false, reason: 'too-large' });
  });
});
