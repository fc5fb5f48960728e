import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { acceptHeldSignature } from '~/domain/signatures/accept-held-signature.server';
import { listPublicSignatories } from '~/domain/signatures/list-public-signatories.server';
import { readNextHeld } from '~/domain/signatures/read-next-held.server';
import { rejectHeldSignature } from '~/domain/signatures/reject-held-signature.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
});
beforeEach(async () => {
  await test$.ctx.db.deleteFrom('messages').execute();
  await test$.ctx.db.deleteFrom('signatures').execute();
});
afterAll(() => test$.drop());

/** Signs as somebody whom a rule holds, and confirms the mailbox. */
async function held(name: string): Promise<void> {
  await test$.ctx.db.deleteFrom('messages').execute();
  const email = `${Buffer.from(name).toString('hex').slice(0, 20)}@people.example`;
  const form = signForm({ name, email, comment: 'please count me' });
  const origin = { network: null, flags: ['watched-name' as const], hold: true };
  await signLetter(test$.ctx, { slug, locale: 'uk', form, origin });
  const [mail] = await waitingMails(test$.ctx, 'confirm-signature');
  await confirmToken(test$.ctx, { token: mail?.props.confirmToken ?? '' });
}

async function next(from?: number) {
  const found = await readNextHeld(test$.ctx, { slug, from });
  if (!found.ok) throw new Error(found.reason);
  return found;
}

async function shown() {
  const found = await listPublicSignatories(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  return { count: found.letter.counts.signatures, names: found.signatories.map((one) => one.name) };
}

test('a reviewer walks the queue, sees what the owner wrote, and comes round to what was skipped', async () => {
  await held('Перша Особа');
  await held('Друга Особа');
  const first = await next();
  expect(first).toMatchObject({
    waiting: 2,
    place: 1,
    previous: null,
    signature: { name: 'Перша Особа', comment: 'please count me', flags: ['watched-name'] },
  });
  expect(first.signature?.emailMasked).toMatch(/^.•••@people\.example$/);
  const second = await next(first.next ?? 0);
  expect(second).toMatchObject({ place: 2, next: null, signature: { name: 'Друга Особа' } });
  expect(second.previous).toBe(first.signature?.number);
  const around = await next((second.signature?.number ?? 0) + 1);
  expect(around.signature?.id).toBe(first.signature?.id);
});

test('a held signature counts and is shown from the moment it is accepted, as its owner chose', async () => {
  await held('Перша Особа');
  expect(await shown()).toEqual({ count: 0, names: [] });
  const { signature } = await next();
  const input = { slug, id: signature?.id ?? '', actor };
  expect(await acceptHeldSignature(test$.ctx, { ...input, slug: 'another-letter' })).toMatchObject({
    reason: 'not-found',
  });
  expect(await acceptHeldSignature(test$.ctx, input)).toMatchObject({ ok: true });
  expect(await shown()).toEqual({ count: 1, names: ['Перша Особа'] });
  const row = await test$.ctx.db
    .selectFrom('signatures')
    .select(['hold', 'confirmed_at'])
    .executeTakeFirstOrThrow();
  expect(row.hold).toBe(false);
  expect(row.confirmed_at?.toISOString()).toBe(signature?.confirmedAt);
  expect((await next()).signature).toBeNull();
});

test('of two reviewers who decide at the same moment one is told that it was decided', async () => {
  await held('Перша Особа');
  const { signature } = await next();
  const input = { slug, id: signature?.id ?? '', actor };
  const answers = await Promise.all([
    acceptHeldSignature(test$.ctx, input),
    rejectHeldSignature(test$.ctx, { ...input, because: 'by-machine' }),
    acceptHeldSignature(test$.ctx, input),
  ]);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(answers.filter((answer) => !answer.ok && answer.reason === 'not-held')).toHaveLength(2);
  const entries = await test$.ctx.db
    .selectFrom('audit_entries')
    .select(['action', 'details'])
    .where('object_id', '=', input.id)
    .execute();
  expect(entries).toHaveLength(1);
  expect(entries[0]?.details).toMatchObject({ flags: 'watched-name' });
});

test('what is left out is shown nowhere and its reason is on record', async () => {
  await held('Перша Особа');
  const { signature } = await next();
  const input = { slug, id: signature?.id ?? '', actor, because: 'not-a-name' as const };
  expect(await rejectHeldSignature(test$.ctx, input)).toMatchObject({ ok: true });
  expect(await shown()).toEqual({ count: 0, names: [] });
  const entry = await test$.ctx.db
    .selectFrom('audit_entries')
    .select(['action', 'details'])
    .where('object_id', '=', input.id)
    .executeTakeFirstOrThrow();
  expect(entry).toEqual({
    action: 'signature.left-out',
    details: { flags: 'watched-name', because: 'not-a-name' },
  });
});
