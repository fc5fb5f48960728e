import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { readProofFile } from '~/domain/endorsements/read-proof-file.server';
import { runRetention } from '~/domain/retention/run-retention.server';
import { createTestContext, type TestContext } from '../../support/database';
import { readEndorsement, waitingEndorsement } from '../../support/endorsement';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
const actor = { kind: 'operator' } as const;
const basis = { slug, actor, authorityBasis: 'signed-letter' as const };
const pdf = Buffer.from('%PDF-1.7\ncanary\n%%EOF\n');
const nothing = { authorisedBy: '', note: '', file: null };

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
});
afterAll(() => test$.drop());

test('a signed letter is uploaded or said to be kept somewhere, and is a document', async () => {
  const { id } = await waitingEndorsement(test$.ctx, { email: 'proof@citizens.example' });
  const approve = (proof: typeof nothing | (Omit<typeof nothing, 'file'> & { file: Buffer })) =>
    approveEndorsement(test$.ctx, { ...basis, id, proof });
  expect(await approve(nothing)).toMatchObject({ reason: 'proof-missing' });
  for (const file of ['<html>', 'MZ', '', ' %PDF-1.7', '<svg/>'].map((text) => Buffer.from(text))) {
    expect(await approve({ ...nothing, note: 'x', file })).toMatchObject({
      reason: 'proof-unreadable',
    });
  }
  expect(await approve({ ...nothing, note: 'x'.repeat(301) })).toMatchObject({
    reason: 'proof-note-too-long',
  });
  expect((await readEndorsement(test$.ctx, id)).state).toBe('waiting');
  expect(await approve({ ...nothing, note: 'binder 3' })).toEqual({ ok: true });
  expect((await readEndorsement(test$.ctx, id)).proof).toEqual({
    authorisedBy: '',
    note: 'binder 3',
    hasFile: false,
  });
});

test('the document is kept sealed, comes back byte by byte, and to this letter only', async () => {
  const { id } = await waitingEndorsement(test$.ctx, { email: 'file@citizens.example' });
  const proof = { authorisedBy: 'Ґудзь, chair', note: '', file: pdf };
  expect(await approveEndorsement(test$.ctx, { ...basis, id, proof })).toEqual({ ok: true });
  const rows = await test$.ctx.db
    .selectFrom('endorsement_proofs')
    .select(['sealed', 'sealed_file'])
    .where('endorsement_id', '=', id)
    .execute();
  for (const { sealed, sealed_file } of rows) {
    expect(sealed.includes('Ґудзь')).toBe(false);
    expect(sealed_file?.includes('canary')).toBe(false);
  }
  const found = await readProofFile(test$.ctx, { slug, id });
  expect(found).toMatchObject({ ok: true, contentType: 'application/pdf' });
  expect(found.ok && found.bytes.equals(pdf)).toBe(true);
  for (const input of [
    { slug: 'another-letter', id },
    { slug, id: "x'" },
    { slug: 'unknown', id },
  ]) {
    expect(await readProofFile(test$.ctx, input)).toEqual({ ok: false, reason: 'not-found' });
  }
  const { details } = await test$.ctx.db
    .selectFrom('audit_entries')
    .select('details')
    .where('object_id', '=', id)
    .executeTakeFirstOrThrow();
  const hash = createHash('sha256').update(pdf).digest('hex');
  expect(details).toEqual({ basis: 'signed-letter', proof: hash });
});

test('proof, questions and answers end with the contact data', async () => {
  const { id } = await waitingEndorsement(test$.ctx, { email: 'end@citizens.example' });
  const proof = { authorisedBy: 'Chair', note: '', file: pdf };
  await approveEndorsement(test$.ctx, { ...basis, id, proof });
  const before = new Date(Date.now() - 400 * 86_400_000);
  await test$.ctx.db
    .updateTable('letters')
    .set({ state: 'closed', closes_at: before, updated_at: before })
    .where('slug', '=', slug)
    .execute();
  await runRetention(test$.ctx, { actor });
  expect(await readEndorsement(test$.ctx, id)).toMatchObject({ email: '', proof: null });
  const left = await test$.ctx.db.selectFrom('endorsement_proofs').select('sealed').execute();
  expect(left).toEqual([]);
});
