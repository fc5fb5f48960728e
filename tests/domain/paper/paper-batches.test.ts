import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { documentWords } from '~/documents/document-words';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { readDeliveryDocument } from '~/domain/deliveries/read-delivery-document.server';
import { streamExport } from '~/domain/exports/start-export.server';
import { findLetter } from '~/domain/letters/find-letter.server';
import { readLetterStatus } from '~/domain/letters/read-letter-status.server';
import { renderPublicLetterText } from '~/domain/letters/render-public-letter-text.server';
import { addScans } from '~/domain/paper/add-scans.server';
import { enterBatch } from '~/domain/paper/enter-batch.server';
import { listBatches } from '~/domain/paper/list-batches.server';
import { paperBatchSchema } from '~/domain/paper/paper-batch';
import { readBatch } from '~/domain/paper/read-batch.server';
import { readScan } from '~/domain/paper/read-scan.server';
import { removeScan } from '~/domain/paper/remove-scan.server';
import { setSecondPerson } from '~/domain/paper/set-second-person.server';
import { verifyBatch } from '~/domain/paper/verify-batch.server';
import { withdrawBatch } from '~/domain/paper/withdraw-batch.server';
import { runRetention } from '~/domain/retention/run-retention.server';
import { locales } from '~/i18n/locale';
import { textOf } from '../../documents/read-pdf';
import { createTestContext, type TestContext } from '../../support/database';
import { noise } from '../../support/hostile-pictures';
import { createLetter, slug } from '../../support/letter';
import { enter, organiserActor, paperAnswers, verifiedBatch } from '../../support/paper';
import { signPublicly } from '../../support/reporting';

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
  await db.deleteFrom('paper_batches').execute();
  await db.deleteFrom('organisers').execute();
  await db.updateTable('letters').set({ paper_second_person: null }).execute();
});
afterAll(() => test$.drop());

async function onPaper() {
  const found = await findLetter(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  return { ...found.letter.paper, online: found.letter.counts.signatures };
}

describe('a batch of signatures on paper', () => {
  test('counts only once verified, and never among those online', async () => {
    const { ctx } = test$;
    const { online } = await onPaper();
    const id = await enter(ctx);
    expect(await onPaper()).toEqual({ signatures: 0, batches: 0, online });
    const input = { slug, id, actor };
    expect(
      await verifyBatch(ctx, { ...input, slug: 'another-letter', valid: '312' }),
    ).toMatchObject({ reason: 'not-found' });
    expect(await verifyBatch(ctx, { ...input, valid: '311' })).toMatchObject({
      reason: 'count-mismatch',
    });
    expect(await verifyBatch(ctx, { ...input, valid: ' 312 ' })).toEqual({ ok: true });
    expect(await verifyBatch(ctx, { ...input, valid: '312' })).toMatchObject({
      reason: 'wrong-state',
    });
    expect(await onPaper()).toEqual({ signatures: 312, batches: 1, online });
    const status = await readLetterStatus(ctx, { slug });
    expect(status.ok && status.status).toMatchObject({ signatures: online, paperSignatures: 312 });
  });

  test('is verified by somebody else wherever there is somebody else, unless the owners say otherwise', async () => {
    const { ctx } = test$;
    const one = await organiserActor(ctx, 'one@desk.example');
    const own = await enter(ctx, one);
    expect(await verifyBatch(ctx, { slug, id: own, actor: one, valid: '312' })).toEqual({
      ok: true,
    });
    const id = await enter(ctx, one);
    const other = await organiserActor(ctx, 'other@desk.example', 'owner');
    await organiserActor(ctx, 'reader@desk.example', 'auditor');
    const input = { slug, id, valid: '312' };
    expect(await readBatch(ctx, { slug, id, actor: one })).toMatchObject({ needsOther: true });
    expect(await verifyBatch(ctx, { ...input, actor: one })).toMatchObject({
      reason: 'second-person',
    });
    expect(await readBatch(ctx, { slug, id, actor: other })).toMatchObject({ needsOther: false });
    expect(await verifyBatch(ctx, { ...input, actor: other })).toEqual({ ok: true });
    await setSecondPerson(ctx, { slug, needed: false, actor: other });
    const third = await enter(ctx, one);
    expect(await verifyBatch(ctx, { ...input, id: third, actor: one })).toEqual({ ok: true });
    const entry = await ctx.db
      .selectFrom('audit_entries')
      .select('details')
      .where('object_id', '=', id)
      .where('action', '=', 'paper.verified')
      .executeTakeFirstOrThrow();
    expect(entry.details).toMatchObject({ valid: 312, secondPerson: true });
  });

  test('leaves the count with a reason when it is withdrawn, and stays on record', async () => {
    const { ctx } = test$;
    const id = await verifiedBatch(ctx);
    const input = { slug, id, actor };
    expect(await withdrawBatch(ctx, { ...input, reason: ' ' })).toMatchObject({
      reason: 'reason-missing',
    });
    expect(await withdrawBatch(ctx, { ...input, reason: 'Sheets were copied' })).toEqual({
      ok: true,
    });
    expect(await onPaper()).toMatchObject({ signatures: 0, batches: 0 });
    expect(await readBatch(ctx, input)).toMatchObject({
      batch: { state: 'withdrawn', withdrawnReason: 'Sheets were copied', valid: 312 },
    });
    expect(await verifyBatch(ctx, { ...input, valid: '312' })).toMatchObject({
      reason: 'wrong-state',
    });
    const audit = await ctx.db.selectFrom('audit_entries').select('details').execute();
    expect(JSON.stringify(audit)).not.toMatch(/copied|Gwanghwamun|Harbour/);
  });

  test('is one however often its form is sent', async () => {
    const { ctx } = test$;
    const form = paperBatchSchema.parse(paperAnswers);
    const id = '2b8e2f9a-6b1d-4d0c-9a3e-0f5a7f1c2d3e';
    const input = { slug, id, form, actor };
    const answers = await Promise.all([enterBatch(ctx, input), enterBatch(ctx, input)]);
    expect(answers).toEqual([
      { ok: true, id },
      { ok: true, id },
    ]);
    const listed = await listBatches(ctx, { slug });
    expect(listed.ok && listed.batches.map(({ number }) => number)).toEqual([1]);
    expect(await enterBatch(ctx, { ...input, slug: 'another-letter' })).toMatchObject({
      reason: 'not-found',
    });
  });

  test('of a day that has not come where the letter is, by the database’s clock, is refused', async () => {
    const { ctx } = test$;
    const wrong = { ...ctx, clock: { now: () => new Date('2099-01-01T00:00:00Z') } };
    const form = paperBatchSchema.parse({ ...paperAnswers, until: '2098-12-31' });
    expect(await enterBatch(wrong, { slug, form, actor })).toMatchObject({ reason: 'in-future' });
  });

  test.each([
    ['place', ' ', 'place-empty'],
    ['from', '2025-02-30', 'from-missing'],
    ['until', '2025-02-27', 'until-before-from'],
    ['until', 'tomorrow', 'until-missing'],
    ['onSheets', '0', 'on-sheets-missing'],
    ['onSheets', '-5', 'on-sheets-missing'],
    ['valid', '321', 'valid-above-sheets'],
    ['valid', '', 'valid-missing'],
    ['collector', '', 'collector-empty'],
    ['country', 'XX', 'country-unknown'],
    ['note', 'x'.repeat(501), 'note-too-long'],
  ])('with %s “%s” is not understood: %s', (field, value, code) => {
    const parsed = paperBatchSchema.safeParse({ ...paperAnswers, [field]: value });
    expect(parsed.error?.issues[0]).toMatchObject({ path: [field], message: code });
  });
});

describe('whoever reads the letter', () => {
  test.each(locales)('in %s finds the signatures on paper apart, as text', async (locale) => {
    const { ctx } = test$;
    await signPublicly(ctx);
    const { online } = await onPaper();
    const before = await renderPublicLetterText(ctx, { slug, locale });
    await verifiedBatch(ctx, 300);
    await verifiedBatch(ctx, 12);
    const after = await renderPublicLetterText(ctx, { slug, locale });
    if (!before.ok || !after.ok) throw new Error('no text');
    const plain = (text: string) => text.replaceAll(/\s+/g, ' ');
    const sentence = documentWords[locale].onPaper(online, 312, 2).replaceAll(/\s+/g, ' ');
    expect(plain(before.text)).not.toContain('312');
    expect(plain(after.text)).toContain(sentence);
  });

  test('as the addressee finds the number with which the copy was frozen', async () => {
    const { ctx } = test$;
    const id = await verifiedBatch(ctx);
    const prepared = await prepareDelivery(ctx, { slug, target: 'embassy', actor });
    if (!prepared.ok) throw new Error(prepared.reason);
    await withdrawBatch(ctx, { slug, id, actor, reason: 'counted twice' });
    const pdf = await readDeliveryDocument(ctx, { id: prepared.deliveryId, document: 'pdf' });
    if (!pdf.ok) throw new Error(pdf.reason);
    const text = textOf(pdf.bytes).replaceAll(/\s+/g, ' ');
    expect(text).toContain('на папері зібрано 312 підписів (1 перевірений пакет)');
    expect(text).toContain('Підписів на папері, окремо від цих: 312');
    const row = await ctx.db
      .selectFrom('deliveries')
      .select(['paper_count', 'signature_count'])
      .where('id', '=', prepared.deliveryId)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ paper_count: 312, signature_count: (await onPaper()).online });
  });

  test('as an organiser takes the batches along as a table', async () => {
    const { ctx } = test$;
    await verifiedBatch(ctx);
    await enter(ctx, actor, { place: '=2+2', collector: 'Open Door' });
    const made = await streamExport(ctx, {
      ...{ slug, what: 'paper', preset: 'full', format: 'csv', actor },
      reason: 'For the record of the coalition',
    });
    if (!made.ok) throw new Error(made.reason);
    let csv = '';
    for await (const piece of made.rows) csv += piece;
    const [head, first, second] = csv.split('\r\n');
    expect(head).toContain('batch,state,collected_from,collected_until,place,collected_by');
    expect(first).toContain('1,verified,2025-03-01,2025-03-02,Gwanghwamun Square');
    expect(second).toContain('2,entered,2025-03-01,2025-03-02,"\'=2+2",Open Door');
  });
});

describe('a scan of the sheets', () => {
  test('is sealed, is fetched on record, and can be removed for good', async () => {
    const { ctx } = test$;
    const id = await enter(ctx);
    const input = { slug, id, actor };
    const picture = await noise(60, 40)
      .withExif({ IFD0: { Copyright: 'canary' } })
      .png()
      .toBuffer();
    expect(await addScans(ctx, { ...input, files: [picture, picture] })).toEqual({
      ok: true,
      added: 1,
    });
    const read = await readBatch(ctx, input);
    const scan = read.ok ? read.scans[0] : undefined;
    expect(scan).toMatchObject({ type: 'image/jpeg' });
    const scanId = scan?.id ?? '';
    const stored = await ctx.db.selectFrom('paper_scans').select('sealed_file').executeTakeFirst();
    expect(stored?.sealed_file.subarray(0, 64).includes('JFIF')).toBe(false);
    const fetched = await readScan(ctx, { ...input, scanId });
    expect(fetched.ok && fetched.bytes.includes('canary')).toBe(false);
    expect(await readScan(ctx, { ...input, slug: 'another-letter', scanId })).toMatchObject({
      ok: false,
    });
    expect(await removeScan(ctx, { ...input, scanId })).toEqual({ ok: true });
    expect(await readScan(ctx, { ...input, scanId })).toMatchObject({ ok: false });
    const actions = await ctx.db
      .selectFrom('audit_entries')
      .select('action')
      .where('object_id', '=', id)
      .orderBy('id')
      .execute();
    expect(actions.map(({ action }) => action)).toEqual([
      'paper.entered',
      'paper.scan-added',
      'paper.scan-read',
      'paper.scan-removed',
    ]);
  });

  test('goes with place, collector and reason 30 days after its batch was withdrawn, or a year after the end', async () => {
    const { ctx } = test$;
    const kept = await verifiedBatch(ctx);
    const id = await verifiedBatch(ctx);
    const files = [await noise(30, 30).png().toBuffer()];
    for (const one of [kept, id]) await addScans(ctx, { slug, id: one, actor, files });
    await withdrawBatch(ctx, { slug, id, actor, reason: 'twice' });
    await runRetention(ctx, { actor });
    expect(await readBatch(ctx, { slug, id, actor })).toMatchObject({ scans: [{}] });
    const long = sql<Date>`now() - interval '31 days'`;
    await ctx.db
      .updateTable('paper_batches')
      .set({ withdrawn_at: long })
      .where('id', '=', id)
      .execute();
    expect((await runRetention(ctx, { actor })).erased['paper-sheets']).toBe(1);
    expect(await readBatch(ctx, { slug, id, actor })).toMatchObject({
      scans: [],
      batch: { about: null, withdrawnReason: null, valid: 312 },
    });
    expect(await readBatch(ctx, { slug, id: kept, actor })).toMatchObject({ scans: [{}] });
    await ctx.db
      .updateTable('letters')
      .set({ closes_at: sql<Date>`now() - interval '366 days'` })
      .where('id', '=', letterId)
      .execute();
    expect((await runRetention(ctx, { actor })).erased['paper-sheets']).toBe(1);
    expect(await onPaper()).toMatchObject({ signatures: 312, batches: 1 });
    await ctx.db.updateTable('letters').set({ closes_at: null }).execute();
  });
});
