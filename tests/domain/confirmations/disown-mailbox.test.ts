import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import {
  allowMailAgain,
  disownMailbox,
  readDisowning,
} from '~/domain/confirmations/disown-mailbox.server';
import { readConfirmation } from '~/domain/confirmations/read-confirmation.server';
import { purgeExpiredTokens } from '~/domain/retention/purge-expired-tokens.server';
import { resendConfirmation } from '~/domain/signatures/resend-confirmation.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
const locale = 'en' as const;
const email = 'minseo@people.example';

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
});
beforeEach(async () => {
  const { db } = test$.ctx;
  await db.deleteFrom('messages').execute();
  await db.deleteFrom('signatures').execute();
  await db.deleteFrom('suppressions').execute();
});
afterAll(() => test$.drop());

async function sign(typed: Parameters<typeof signForm>[0] = {}, on = slug) {
  const form = signForm({ comment: 'Typed by somebody', country: 'KR', ...typed });
  return signLetter(test$.ctx, { slug: on, locale, form });
}

async function lastToken(): Promise<string> {
  const mail = (await waitingMails(test$.ctx, 'confirm-signature')).at(-1);
  if (!mail) throw new Error('no confirmation mail waits');
  return mail.props.confirmToken;
}

function rows() {
  return test$.ctx.db.selectFrom('signatures').selectAll().orderBy('number').execute();
}

describe('somebody whose address a stranger typed', () => {
  test('reads the page without changing anything, and ends it with one press', async () => {
    await sign();
    const token = await lastToken();
    const before = await rows();
    expect(await readDisowning(test$.ctx, { token })).toMatchObject({ ok: true, disowned: false });
    expect(await rows()).toEqual(before);
    expect(await disownMailbox(test$.ctx, { token })).toMatchObject({ ok: true });
    expect(await disownMailbox(test$.ctx, { token })).toMatchObject({ ok: true });
    expect(await readDisowning(test$.ctx, { token })).toMatchObject({ ok: true, disowned: true });
    expect(await readConfirmation(test$.ctx, { token })).toMatchObject({ reason: 'withdrawn' });
    expect(await confirmToken(test$.ctx, { token })).toMatchObject({ ok: false });
  });

  test('has nothing left here of what the stranger typed, and no mail under way', async () => {
    await sign();
    await disownMailbox(test$.ctx, { token: await lastToken() });
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'withdrawn', country: null, updates: false, flags: [] });
    const person = test$.ctx.keyring.unseal(row?.sealed ?? Buffer.of(), `signature:${row?.id}`);
    expect(JSON.stringify(person)).not.toMatch(/minseo|김민서|Typed/);
    const mails = await test$.ctx.db.selectFrom('messages').select(['state', 'sealed']).execute();
    expect(mails).toEqual([{ state: 'dead', sealed: null }]);
  });

  test('is not written to again, on no letter, and the signer sees no difference', async () => {
    const fresh = await sign({ email: 'new@people.example' });
    await sign();
    await disownMailbox(test$.ctx, { token: await lastToken() });
    await test$.ctx.db.deleteFrom('messages').execute();
    expect(await sign({ name: 'Another Try' })).toEqual(fresh);
    expect(await sign({ email: 'MinSeo+x@people.example' })).toEqual(fresh);
    expect(await sign({}, 'another-letter')).toMatchObject({ ok: true });
    const again = await resendConfirmation(test$.ctx, { slug, locale, email });
    expect(again).toEqual(
      await resendConfirmation(test$.ctx, { slug, locale, email: 'unknown@people.example' }),
    );
    expect(await waitingMails(test$.ctx, 'confirm-signature')).toEqual([]);
    const { ctx } = test$;
    const names = (await rows())
      .filter((row) => row.state === 'withdrawn')
      .map((row) => ctx.keyring.unseal<{ name: string }>(row.sealed, `signature:${row.id}`).name);
    expect(names).toEqual(['']);
  });

  test('can allow mail again from the same page, long after, and then sign', async () => {
    await sign();
    const token = await lastToken();
    await disownMailbox(test$.ctx, { token });
    await purgeExpiredTokens(test$.ctx);
    const { expires_at } = await test$.ctx.db
      .selectFrom('tokens')
      .select('expires_at')
      .where('purpose', '=', 'confirm-signature')
      .executeTakeFirstOrThrow();
    expect(expires_at.getTime()).toBeGreaterThan(Date.now() + 1000 * 86_400_000);
    expect(await allowMailAgain(test$.ctx, { token })).toMatchObject({ ok: true });
    expect(await readDisowning(test$.ctx, { token })).toMatchObject({ disowned: false });
    await test$.ctx.db.deleteFrom('messages').execute();
    await sign();
    const own = await lastToken();
    expect(await confirmToken(test$.ctx, { token: own })).toMatchObject({ ok: true });
  });

  test('may use any of the mails, also one that a newer mail has replaced', async () => {
    await sign();
    const old = await lastToken();
    await sign({ name: 'Another Name' });
    expect(await disownMailbox(test$.ctx, { token: old })).toMatchObject({ ok: true });
    const newer = await lastToken().catch(() => null);
    expect(newer).toBeNull();
    const sent = await readDisowning(test$.ctx, { token: old });
    expect(sent).toMatchObject({ disowned: true });
  });
});

test('who has confirmed is sent to their own page instead, and stays counted', async () => {
  await sign();
  const token = await lastToken();
  await confirmToken(test$.ctx, { token });
  const refused = { ok: false, reason: 'confirmed' };
  expect(await readDisowning(test$.ctx, { token })).toMatchObject(refused);
  expect(await disownMailbox(test$.ctx, { token })).toMatchObject(refused);
  expect((await rows()).map((row) => row.state)).toEqual(['confirmed']);
  expect(await test$.ctx.db.selectFrom('suppressions').select('id').execute()).toEqual([]);
});

test('a stranger with an invented link changes nothing', async () => {
  await sign();
  const manage = (await waitingMails(test$.ctx, 'confirm-signature'))[0]?.props.manageToken ?? '';
  for (const token of ['invented', manage]) {
    const unknown = { ok: false, reason: 'unknown', letter: null };
    expect(await readDisowning(test$.ctx, { token })).toEqual(unknown);
    expect(await disownMailbox(test$.ctx, { token })).toEqual(unknown);
    expect(await allowMailAgain(test$.ctx, { token })).toEqual(unknown);
  }
  expect((await rows()).map((row) => row.state)).toEqual(['pending']);
});
