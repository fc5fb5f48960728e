import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { acceptHeldSignature } from '~/domain/signatures/accept-held-signature.server';
import { findByAddress } from '~/domain/signatures/find-by-address.server';
import { readDeskSignature } from '~/domain/signatures/read-desk-signature.server';
import { resendConfirmation } from '~/domain/signatures/resend-confirmation.server';
import { showSignatory } from '~/domain/signatures/show-signatory.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { addSignature } from '../../support/add-signature';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
let letterId: string;
const actor = { kind: 'operator' } as const;
const email = 'seoyeon@people.example';

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
});
afterAll(() => test$.drop());

async function find(address: string, letter = slug) {
  return findByAddress(test$.ctx, { slug: letter, email: address, actor });
}

async function read(id: string, letter = slug) {
  const found = await readDeskSignature(test$.ctx, { slug: letter, id });
  if (!found.ok) throw new Error(found.reason);
  return found.signature;
}

function auditOf(action: string) {
  return test$.ctx.db
    .selectFrom('audit_entries')
    .select(['action', 'object_id', 'details'])
    .where('action', '=', action)
    .execute();
}

describe('the page of one signature', () => {
  test('tells its life from signing to withdrawing, with its mails and without a secret', async () => {
    const { ctx } = test$;
    const form = signForm({
      name: '이서연',
      email,
      visibility: 'letter',
      affiliation: '비밀 모임',
    });
    const origin = { network: null, flags: ['watched-name' as const], hold: true };
    await signLetter(ctx, { slug, locale: 'ko', form, origin });
    await resendConfirmation(ctx, { slug, locale: 'ko', email });
    const [first, second] = await waitingMails(ctx, 'confirm-signature');
    await confirmToken(ctx, { token: second?.props.confirmToken ?? '' });
    const found = await find(email);
    if (!found.ok) throw new Error(found.reason);
    await acceptHeldSignature(ctx, { slug, id: found.id, actor });
    await withdrawSignature(ctx, { token: first?.props.manageToken ?? '' });
    const signature = await read(found.id);
    expect(
      signature.history.map((event) => [event.what, 'outcome' in event && event.outcome]),
    ).toEqual(
      expect.arrayContaining([
        ['signed', false],
        ['asked', 'replaced'],
        ['asked', 'used'],
        ['confirmed', false],
        ['withdrawn', false],
      ]),
    );
    const audited = signature.history.flatMap((event) =>
      event.what === 'audit' ? event.action : [],
    );
    expect(audited).toEqual(['signatures.searched-by-address', 'signature.accepted']);
    const times = signature.history.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    expect(signature.mails.map(({ kind, state }) => [kind, state])).toEqual([
      ['confirm-signature', 'queued'],
      ['confirm-signature', 'queued'],
    ]);
    expect(signature).toMatchObject({
      state: 'withdrawn',
      name: '이••',
      affiliation: '•••',
      emailMasked: 's•••@people.example',
      flags: ['watched-name'],
    });
    const page = JSON.stringify(signature);
    for (const secret of [
      'seoyeon',
      '서연',
      '비밀',
      first?.props.confirmToken,
      second?.props.code,
    ]) {
      expect(page).not.toContain(secret);
    }
  });

  test('does not list the mails of somebody else, or of the same mailbox about another letter', async () => {
    const { ctx } = test$;
    const form = signForm({ email: 'two@people.example', visibility: 'counted' });
    await signLetter(ctx, { slug, locale: 'en', form });
    await signLetter(ctx, { slug: 'another-letter', locale: 'en', form });
    const found = await find('two@people.example');
    if (!found.ok) throw new Error(found.reason);
    expect((await read(found.id)).mails).toHaveLength(1);
    await expect(read(found.id, 'another-letter')).rejects.toThrow('not-found');
  });

  test('stays quick and whole for one without mails, and names whom it repeats', async () => {
    const original = await addSignature(test$.ctx, letterId);
    const { id } = await addSignature(test$.ctx, letterId, {
      name: '김민서',
      affiliation: '국제 연대',
    });
    await test$.ctx.db
      .updateTable('signatures')
      .set({ duplicate_of: original.id })
      .where('id', '=', id)
      .execute();
    expect(await read(id)).toMatchObject({
      named: true,
      name: '김민서',
      affiliation: '국제 연대',
      originalNumber: original.number,
      mails: [],
      copies: [],
    });
    await expect(read('nonsense')).rejects.toThrow('not-found');
  });
});

describe('an organiser who needs to know', () => {
  test('is shown address, name and comment, and the log says so, without them', async () => {
    const { id } = await addSignature(test$.ctx, letterId, {
      name: '박지훈',
      email: 'jihun@people.example',
      visibility: 'counted',
    });
    const shown = await showSignatory(test$.ctx, { slug, id, actor });
    expect(shown).toMatchObject({
      person: {
        name: '박지훈',
        email: 'jihun@people.example',
        comment: 'a comment for the organisers',
      },
    });
    const entries = await auditOf('signature.shown');
    expect(entries).toEqual([{ action: 'signature.shown', object_id: id, details: {} }]);
    const elsewhere = { slug: 'another-letter', id, actor };
    expect(await showSignatory(test$.ctx, elsewhere)).toMatchObject({ reason: 'not-found' });
    expect(await auditOf('signature.shown')).toHaveLength(1);
  });

  test('finds somebody by the whole address in any spelling, and the log holds no address', async () => {
    const { id } = await addSignature(test$.ctx, letterId, { email: 'Ga.Ram@gmail.com' });
    expect(await find(' garam+letters@googlemail.com ')).toEqual({ ok: true, id });
    expect(await find('garam@')).toMatchObject({ reason: 'no-address' });
    expect(await find('aram@gmail.com')).toMatchObject({ reason: 'nobody' });
    expect(await find('garam@gmail.com', 'another-letter')).toMatchObject({ reason: 'nobody' });
    const log = JSON.stringify(await auditOf('signatures.searched-by-address'));
    expect(log).not.toMatch(/gmail|garam/i);
  });
});
