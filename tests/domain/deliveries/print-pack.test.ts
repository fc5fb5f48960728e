import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { draftDelivery } from '~/domain/deliveries/draft-delivery.server';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { readDeliveryDocument } from '~/domain/deliveries/read-delivery-document.server';
import { readPrintPack } from '~/domain/deliveries/read-print-pack.server';
import { storeDelivery } from '~/domain/deliveries/store-delivery.server';
import { loadInventedSignatures } from '~/domain/signatures/load-invented-signatures.server';
import { archiveFaults } from '../../documents/check-archive';
import { textOf, wordBoxes } from '../../documents/read-pdf';
import { unzip } from '../../documents/unzip';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
const actor = { kind: 'operator' } as const;

beforeEach(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await loadInventedSignatures(test$.ctx, { slug, count: 60, seed: 6 });
  return () => test$.drop();
});

async function readPack(id: string): Promise<{ bytes: Buffer; files: Map<string, Buffer> }> {
  const pack = await readPrintPack(test$.ctx, { id, slug });
  if (!pack.ok) throw new Error(pack.reason);
  return { bytes: pack.bytes, files: await unzip(pack.bytes) };
}

describe('the organiser who hands the letter over', () => {
  test('gets everything in one file, with hashes that are right, and the same bytes twice', async () => {
    const prepared = await prepareDelivery(test$.ctx, { slug, target: 'embassy', actor });
    if (!prepared.ok) throw new Error(prepared.reason);
    const id = prepared.deliveryId;
    const { bytes, files } = await readPack(id);
    expect([...files.keys()]).toEqual([
      '1-cover-sheet.pdf',
      '2-letter-with-annex-a.pdf',
      '3-annex-a.pdf',
      '4-envelope.pdf',
      'SHA256SUMS.txt',
    ]);
    for (const line of files.get('SHA256SUMS.txt')?.toString().trim().split('\n') ?? []) {
      const [hash, name = ''] = line.split('  ');
      expect(hash).toBe(
        createHash('sha256')
          .update(files.get(name) ?? '')
          .digest('hex'),
      );
    }
    const frozen = await readDeliveryDocument(test$.ctx, { id, document: 'pdf' });
    expect(frozen.ok && files.get('2-letter-with-annex-a.pdf')?.equals(frozen.bytes)).toBe(true);
    expect((await readPack(id)).bytes.equals(bytes)).toBe(true);
    for (const name of ['1-cover-sheet.pdf', '3-annex-a.pdf', '4-envelope.pdf']) {
      expect(archiveFaults(files.get(name) ?? Buffer.alloc(0)), name).toEqual([]);
    }
  }, 60_000);

  test('has room for a receipt on the cover, and each address inside the window of the envelope', async () => {
    const drafted = await draftDelivery(test$.ctx, { slug, target: 'front-desk' });
    if (!drafted.ok) throw new Error(drafted.reason);
    const id = await test$.ctx.db
      .transaction()
      .execute((trx) => storeDelivery(test$.ctx, trx, drafted.draft, actor));
    const { files } = await readPack(id);
    const cover = textOf(files.get('1-cover-sheet.pdf') ?? Buffer.alloc(0));
    const { place, snapshot } = drafted.draft.taken;
    expect(cover).toContain(drafted.draft.hashes.pdf);
    const envelope = files.get('4-envelope.pdf') ?? Buffer.alloc(0);
    for (const [index, locale] of (place?.locales ?? []).entries()) {
      const lines = snapshot.texts[locale].addressee;
      const millimetre = 72 / 25.4;
      const inWindow = wordBoxes(envelope, index + 1).filter(
        ({ left, right, top, bottom }) =>
          left > 20 * millimetre &&
          right < 110 * millimetre &&
          top > 45 * millimetre &&
          bottom < 90 * millimetre,
      );
      const shown = inWindow.map(({ text }) => text).join(' ');
      for (const word of lines.join(' ').split(' ')) expect(shown, locale).toContain(word);
    }
  }, 60_000);
});
