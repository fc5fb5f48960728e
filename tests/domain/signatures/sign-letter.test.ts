import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { confirmByCode } from '~/domain/confirmations/confirm-by-code.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { readConfirmation } from '~/domain/confirmations/read-confirmation.server';
import { readLetterPage } from '~/domain/letters/read-letter-page.server';
import { readLetterStatus } from '~/domain/letters/read-letter-status.server';
import { eraseSignature } from '~/domain/signatures/erase-signature.server';
import { readMySignature } from '~/domain/signatures/read-my-signature.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { updateSignature } from '~/domain/signatures/update-signature.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
const locale = 'en' as const;

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
});
beforeEach(async () => {
  await test$.ctx.db.deleteFrom('messages').execute();
  await test$.ctx.db.deleteFrom('signatures').execute();
});
afterAll(() => test$.drop());

async function figures() {
  const found = await readLetterStatus(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  return found.status;
}

async function publicNames(): Promise<string[]> {
  const found = await readLetterPage(test$.ctx, { slug, locale });
  if (!found.ok) throw new Error(found.reason);
  return found.page.newestSignatories.map(({ name }) => name);
}

async function sign(typed: Parameters<typeof signForm>[0] = {}) {
  expect(await signLetter(test$.ctx, { slug, locale, form: signForm(typed) })).toMatchObject({
    ok: true,
  });
}

async function lastMail() {
  const mail = (await waitingMails(test$.ctx, 'confirm-signature')).at(-1);
  if (!mail) throw new Error('no confirmation mail waits');
  return mail.props;
}

describe('a signer', () => {
  test('counts and shows only after confirming, and once however often the button is pressed', async () => {
    await sign();
    expect(await figures()).toMatchObject({ signatures: 0 });
    expect(await publicNames()).toEqual([]);
    const { confirmToken: token } = await lastMail();
    expect(await readConfirmation(test$.ctx, { token })).toMatchObject({ subject: 'signature' });
    expect(await figures()).toMatchObject({ signatures: 0 });
    const presses = Array.from({ length: 20 }, () => confirmToken(test$.ctx, { token }));
    for (const press of await Promise.all(presses)) expect(press).toMatchObject({ ok: true });
    expect(await figures()).toMatchObject({ signatures: 1 });
    expect(await publicNames()).toEqual(['김민서']);
  });

  test('has one signature a letter, whatever the spelling of the address and however many at once', async () => {
    const spellings = [
      'min.seo@gmail.com',
      'MinSeo@gmail.com',
      'm.i.n.s.e.o+letters@gmail.com',
      'minseo@googlemail.com',
    ];
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        signLetter(test$.ctx, {
          slug,
          locale,
          form: signForm({ email: spellings[index % spellings.length] }),
        }),
      ),
    );
    const { count } = await test$.ctx.db
      .selectFrom('signatures')
      .select((select) => select.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
    const mails = await waitingMails(test$.ctx, 'confirm-signature');
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.length).toBeLessThanOrEqual(3);
  });

  test('gets one mail for a double click, and an older link says that a newer mail replaced it', async () => {
    await sign();
    await sign();
    expect(await waitingMails(test$.ctx, 'confirm-signature')).toHaveLength(1);
    const { confirmToken: old } = await lastMail();
    await sign({ name: '김민지' });
    expect(await waitingMails(test$.ctx, 'confirm-signature')).toHaveLength(2);
    expect(await readConfirmation(test$.ctx, { token: old })).toMatchObject({ reason: 'replaced' });
    expect(await confirmToken(test$.ctx, { token: old })).toMatchObject({ reason: 'replaced' });
  });

  test('is not mailed more than three times a day, whoever asks', async () => {
    for (const name of ['가 나', '다 라', '마 바', '사 아', '자 차']) await sign({ name });
    expect(await waitingMails(test$.ctx, 'confirm-signature')).toHaveLength(3);
  });

  test('confirms by code, with five tries', async () => {
    await sign();
    const { code } = await lastMail();
    const wrong = code === '000000' ? '000001' : '000000';
    const email = 'minseo@people.example';
    const refused = { ok: false, reason: 'wrong-code' };
    for (let tries = 0; tries < 4; tries += 1) {
      expect(await confirmByCode(test$.ctx, { slug, email, code: wrong })).toEqual(refused);
    }
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    expect(await confirmByCode(test$.ctx, { slug, email, code: spaced })).toMatchObject({
      ok: true,
    });
    await test$.ctx.db.deleteFrom('messages').execute();
    await sign({ email: 'other@people.example' });
    const second = await lastMail();
    for (let tries = 0; tries < 5; tries += 1) {
      await confirmByCode(test$.ctx, { slug, email: 'other@people.example', code: 'x' });
      await confirmByCode(test$.ctx, {
        slug,
        email: 'other@people.example',
        code: second.code === '111111' ? '222222' : '111111',
      });
    }
    expect(
      await confirmByCode(test$.ctx, { slug, email: 'other@people.example', code: second.code }),
    ).toEqual(refused);
  });

  test('who has confirmed gets the same answer, no change, and a mail that says so', async () => {
    await sign();
    await confirmToken(test$.ctx, { token: (await lastMail()).confirmToken });
    await sign({ name: 'Somebody Else', visibility: 'counted' });
    expect(await publicNames()).toEqual(['김민서']);
    expect(await waitingMails(test$.ctx, 'already-signed')).toHaveLength(1);
  });

  test.each(['letter', 'counted'])(
    'who chose %s is counted and appears nowhere public',
    async (visibility) => {
      await sign({ visibility });
      await confirmToken(test$.ctx, { token: (await lastMail()).confirmToken });
      expect(await figures()).toMatchObject({ signatures: 1 });
      expect(await publicNames()).toEqual([]);
      const row = await test$.ctx.db
        .selectFrom('signatures')
        .select(['public_name', 'public_title', 'public_affiliation'])
        .executeTakeFirstOrThrow();
      expect(Object.values(row)).toEqual([null, null, null]);
    },
  );

  test('hides, shows and corrects the name, withdraws, signs again, and erases everything', async () => {
    await sign();
    const { confirmToken: first, manageToken: token } = await lastMail();
    await confirmToken(test$.ctx, { token: first });
    const { email: _email, ...form } = signForm({ visibility: 'counted' });
    expect(await updateSignature(test$.ctx, { token, form })).toEqual({ ok: true });
    expect(await publicNames()).toEqual([]);
    await updateSignature(test$.ctx, {
      token,
      form: { ...form, visibility: 'public', name: '김서연' },
    });
    expect(await publicNames()).toEqual(['김서연']);
    expect(await withdrawSignature(test$.ctx, { token })).toEqual({ ok: true });
    expect(await figures()).toMatchObject({ signatures: 0 });
    expect(await publicNames()).toEqual([]);
    expect(await confirmToken(test$.ctx, { token: first })).toMatchObject({ reason: 'withdrawn' });
    await test$.ctx.db
      .updateTable('tokens')
      .set({ created_at: new Date(0) })
      .execute();
    await sign();
    await confirmToken(test$.ctx, { token: (await lastMail()).confirmToken });
    expect(await figures()).toMatchObject({ signatures: 1 });
    expect(await readMySignature(test$.ctx, { token })).toMatchObject({
      signature: { name: '김민서', state: 'confirmed' },
    });
    expect(await eraseSignature(test$.ctx, { token })).toMatchObject({ ok: true, slug });
    expect(await readMySignature(test$.ctx, { token })).toMatchObject({ reason: 'unknown' });
    expect(await figures()).toMatchObject({ signatures: 0 });
  });

  test('cannot use an expired link, nor sign a closed letter', async () => {
    await sign();
    const { confirmToken: token } = await lastMail();
    await test$.ctx.db
      .updateTable('tokens')
      .set({ expires_at: new Date(0) })
      .execute();
    expect(await confirmToken(test$.ctx, { token })).toMatchObject({ reason: 'expired' });
    await test$.ctx.db.updateTable('letters').set({ state: 'closed' }).execute();
    const late = await signLetter(test$.ctx, { slug, locale, form: signForm() });
    expect(late).toEqual({ ok: false, reason: 'closed' });
    await test$.ctx.db.updateTable('letters').set({ state: 'open' }).execute();
  });
});
