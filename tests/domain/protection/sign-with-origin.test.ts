import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { confirmByCode } from '~/domain/confirmations/confirm-by-code.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { readLetterPage } from '~/domain/letters/read-letter-page.server';
import {
  mailDomainIndex,
  networkHash,
  recentNetworkHashes,
} from '~/domain/protection/origin-index.server';
import type { SigningOrigin } from '~/domain/protection/signing-flag';
import { resendConfirmation } from '~/domain/signatures/resend-confirmation.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { isDatabaseAway } from '~/http/database-away.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
const locale = 'en' as const;
const network = '203.0.113.9';
const held: SigningOrigin = { network, flags: ['no-proof'], hold: true };

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
});
beforeEach(async () => {
  await test$.ctx.db.deleteFrom('messages').execute();
  await test$.ctx.db.deleteFrom('signatures').execute();
});
afterAll(() => test$.drop());

function sign(typed: Parameters<typeof signForm>[0] = {}, origin?: SigningOrigin) {
  return signLetter(test$.ctx, { slug, locale, form: signForm(typed), origin });
}

async function lastMail() {
  const mail = (await waitingMails(test$.ctx, 'confirm-signature')).at(-1);
  if (!mail) throw new Error('no confirmation mail waits');
  return mail.props;
}

async function page() {
  const found = await readLetterPage(test$.ctx, { slug, locale });
  if (!found.ok) throw new Error(found.reason);
  return { ...found.page.counts, names: found.page.newestSignatories.map(({ name }) => name) };
}

function rows() {
  return test$.ctx.db
    .selectFrom('signatures')
    .leftJoin('signature_origins', 'signature_id', 'id')
    .select(['state', 'flags', 'hold', 'confirmed_at', 'public_name', 'number'])
    .select(['network_hash', 'mail_domain_index'])
    .orderBy('number')
    .execute();
}

describe('a signature', () => {
  test('keeps where it came from only as hashes, for its first pending words and the last', async () => {
    await sign({}, { network, flags: ['fast'], hold: false });
    await sign({ name: '박민서' }, { network: null, flags: [], hold: false });
    const [row, ...others] = await rows();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ flags: [], hold: false, network_hash: null });
    await sign({ name: '최민서' }, { network, flags: ['fast'], hold: false });
    const [last] = await rows();
    expect(last?.flags).toEqual(['fast']);
    expect(last?.network_hash).toEqual(networkHash(test$.ctx, network));
    expect(last?.mail_domain_index).toEqual(mailDomainIndex(test$.ctx, 'people.example'));
  });

  test('is found by its network for the rest of the day and the next', () => {
    const at = (iso: string) => ({ ...test$.ctx, clock: { now: () => new Date(iso) } });
    const late = networkHash(at('2026-03-01T23:59:59Z'), network);
    expect(recentNetworkHashes(at('2026-03-02T00:00:01Z'), network)).toContainEqual(late);
    expect(recentNetworkHashes(at('2026-03-03T00:00:01Z'), network)).not.toContainEqual(late);
    expect(networkHash(at('2026-03-02T00:00:01Z'), network)).not.toEqual(late);
  });

  test('that has been confirmed does not change when somebody signs with its address', async () => {
    await sign({}, { network, flags: [], hold: false });
    await confirmToken(test$.ctx, { token: (await lastMail()).confirmToken });
    const before = await rows();
    await sign({ name: 'Somebody Else' }, held);
    expect(await rows()).toEqual(before);
  });
});

describe('a held signature', () => {
  test.each(['link', 'code'])('confirmed by %s counts and shows nowhere', async (how) => {
    await sign({}, held);
    const { confirmToken: token, code } = await lastMail();
    const email = 'minseo@people.example';
    const done =
      how === 'link'
        ? await confirmToken(test$.ctx, { token })
        : await confirmByCode(test$.ctx, { slug, email, code });
    expect(done).toMatchObject({ ok: true, held: true });
    expect(await page()).toMatchObject({ signatures: 0, countries: 0, names: [] });
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'held', public_name: null, flags: ['no-proof'] });
    expect(row?.confirmed_at).toBeInstanceOf(Date);
    if (how === 'link') {
      expect(await confirmToken(test$.ctx, { token })).toMatchObject({ ok: true, held: true });
    }
  });

  test('sends its owner a mail when it is signed again, and stays held', async () => {
    await sign({}, held);
    await confirmToken(test$.ctx, { token: (await lastMail()).confirmToken });
    await sign({}, { network: null, flags: [], hold: false });
    expect(await rows()).toMatchObject([{ state: 'held', hold: true }]);
    expect(await waitingMails(test$.ctx, 'already-signed')).toHaveLength(1);
  });
});

/** The answers; a crowd may be more than the pool serves in time, and then it says only that. */
async function answered<Answer>(asked: Promise<Answer>[]): Promise<Answer[]> {
  const settled = await Promise.allSettled(asked);
  return settled.flatMap((one) => {
    if (one.status === 'fulfilled') return [one.value];
    if (!isDatabaseAway(one.reason)) throw one.reason;
    return [];
  });
}

describe('many at once', () => {
  test('200 identical forms are one signature and one mail', async () => {
    const taken = await answered(Array.from({ length: 200 }, () => sign({}, held)));
    expect(taken.every(({ ok }) => ok)).toBe(true);
    expect(await rows()).toHaveLength(1);
    expect(await waitingMails(test$.ctx, 'confirm-signature')).toHaveLength(1);
  });

  test('200 confirmations by link and code count once', async () => {
    await sign();
    const { confirmToken: token, code } = await lastMail();
    const email = 'minseo@people.example';
    const presses = Array.from({ length: 200 }, (_, n) =>
      n % 2 === 0
        ? confirmToken(test$.ctx, { token })
        : confirmByCode(test$.ctx, { slug, email, code }),
    );
    const done = await answered<{ ok: boolean }>(presses);
    expect(done.some(({ ok }) => ok)).toBe(true);
    expect(await page()).toMatchObject({ signatures: 1 });
  });
});

test('a mail that is asked for again tells nobody whether the address is known', async () => {
  await sign();
  await sign({ email: 'withdrawn@people.example' });
  await test$.ctx.db
    .updateTable('signatures')
    .set({ state: 'withdrawn' })
    .where('state', '=', 'pending')
    .where('email_index', '=', (db) =>
      db.selectFrom('signatures').select('email_index').orderBy('number', 'desc').limit(1),
    )
    .execute();
  await test$.ctx.db.deleteFrom('messages').execute();
  const before = await rows();
  for (const name of ['unknown', 'withdrawn', 'minseo']) {
    const email = `${name}@people.example`;
    expect(await resendConfirmation(test$.ctx, { slug, locale, email })).toEqual({ ok: true });
  }
  expect(await rows()).toEqual(before);
  const mails = await waitingMails(test$.ctx, 'confirm-signature');
  expect(mails.map(({ to }) => to)).toEqual(['minseo@people.example']);
  expect(await waitingMails(test$.ctx, 'already-signed')).toEqual([]);
});
