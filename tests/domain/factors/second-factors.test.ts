import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { addPasskey } from '~/domain/factors/add-passkey.server';
import type { Proof } from '~/domain/factors/factor';
import { keepRecoveryCodes } from '~/domain/factors/keep-recovery-codes.server';
import { askForPasskey, offerNewPasskey } from '~/domain/factors/offer-passkey.server';
import { offerRecoveryCodes } from '~/domain/factors/offer-recovery-codes.server';
import { readProtection } from '~/domain/factors/read-protection.server';
import { removeAuthenticator } from '~/domain/factors/remove-authenticator.server';
import { removePasskey } from '~/domain/factors/remove-passkey.server';
import { resetFactors } from '~/domain/factors/reset-factors.server';
import { setPassphrase } from '~/domain/factors/set-passphrase.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import { confirmIdentity } from '~/domain/organisers/confirm-identity.server';
import { finishSignIn } from '~/domain/organisers/finish-sign-in.server';
import { readSession } from '~/domain/organisers/read-session.server';
import { signIn } from '~/domain/organisers/sign-in.server';
import { signInWithPasskey } from '~/domain/organisers/sign-in-with-passkey.server';
import { signInWithPassphrase } from '~/domain/organisers/sign-in-with-passphrase.server';
import { createTestContext, type TestContext } from '../../support/database';
import {
  ageFactors,
  answered,
  codeOf,
  enrol,
  enrolWithPasskey,
  enter,
  forgetCodes,
  passphrase,
} from '../../support/enrolled';
import { waitingMails } from '../../support/letter';
import { createSoftPasskey } from '../../support/soft-passkey';

let test$: TestContext;
let ctx: Context;
const email = 'min-seo@desk.example';
const network = '203.0.113.7';
const operator = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
});
afterAll(() => test$.drop());
beforeEach(async () => {
  await ctx.db.deleteFrom('organisers').execute();
  await ctx.db.deleteFrom('messages').execute();
  await ctx.db.deleteFrom('limit_counters').execute();
});

async function firstHalf(): Promise<string> {
  const answer = await signInWithPassphrase(ctx, { email, passphrase, network });
  if (answer.ok || answer.reason !== 'second-factor') throw new Error('no second half asked');
  return answer.stepId;
}

async function finish(proof: Proof, stepId?: string) {
  return finishSignIn(ctx, { stepId: stepId ?? (await firstHalf()), proof, network });
}

const byApp = (code: string): Proof => ({ kind: 'authenticator', code });
const byCode = (code: string): Proof => ({ kind: 'recovery-code', code });
const lives = async (sessionId: string) => (await readSession(ctx, { sessionId })) !== null;

describe('an enrolled organiser', () => {
  test('gets in by passphrase and code, and the session is a new one that knows it', async () => {
    const { secret, sessionId } = await enrol(ctx, email);
    const stepId = await firstHalf();
    expect(await lives(stepId)).toBe(false);
    const entered = answered(await finish(byApp(codeOf(secret)), stepId));
    expect(new Set([stepId, sessionId, entered.sessionId]).size).toBe(3);
    expect(await readSession(ctx, { sessionId: entered.sessionId })).toMatchObject({
      email,
      enrolled: true,
      protectedWhole: true,
      factorRecent: true,
      enteredBy: 'passphrase',
    });
    const again = await finish(byApp(codeOf(secret, 1)), stepId);
    expect(again).toEqual({ ok: false, reason: 'expired' });
  });

  test('is asked for the second factor after a link too, which proves the mailbox only', async () => {
    const { secret } = await enrol(ctx, email);
    const added = answered(await addOrganiser(ctx, { email, role: 'owner', actor: operator }));
    const answer = await signIn(ctx, { token: added.signInToken });
    expect(answer).toMatchObject({ ok: false, reason: 'second-factor' });
    const stepId = 'stepId' in answer ? answer.stepId : '';
    expect((await finish(byApp('000000'), stepId)).ok).toBe(false);
    const { sessionId } = answered(await finish(byApp(codeOf(secret)), stepId));
    expect(await readSession(ctx, { sessionId })).toMatchObject({ enteredBy: 'link' });
  });

  test('cannot finish a first half of more than ten minutes ago', async () => {
    const { secret } = await enrol(ctx, email);
    const stepId = await firstHalf();
    const created_at = sql<Date>`now() - interval '10 minutes 1 second'`;
    await ctx.db.updateTable('sign_in_steps').set({ created_at }).execute();
    expect(await finish(byApp(codeOf(secret)), stepId)).toEqual({ ok: false, reason: 'expired' });
  });

  test('whose session came by before the second factor has none any more', async () => {
    const { organiserId, sessionId } = await enrol(ctx, email);
    await ctx.db
      .updateTable('sessions')
      .set({ factor_at: null })
      .where('organiser_id', '=', organiserId)
      .execute();
    expect(await lives(sessionId)).toBe(false);
  });
});

describe('a code of an authenticator app', () => {
  test('works once, and none before it after it', async () => {
    const { secret } = await enrol(ctx, email);
    expect((await finish(byApp(codeOf(secret)))).ok).toBe(true);
    expect(await finish(byApp(codeOf(secret)))).toEqual({ ok: false, reason: 'wrong' });
    expect(await finish(byApp(codeOf(secret, -1)))).toEqual({ ok: false, reason: 'wrong' });
    expect((await finish(byApp(codeOf(secret, 1)))).ok).toBe(true);
  });

  test('works half a minute early or late, and no more', async () => {
    const { secret } = await enrol(ctx, email);
    for (const [steps, right] of [
      [-3, false],
      [-1, true],
      [1, true],
      [3, false],
    ] as const) {
      await forgetCodes(ctx);
      expect([steps, (await finish(byApp(codeOf(secret, steps)))).ok]).toEqual([steps, right]);
    }
  });

  test('works once for ten who send it at the same time', async () => {
    const { secret } = await enrol(ctx, email);
    const steps = await Promise.all(Array.from({ length: 10 }, firstHalf));
    const code = codeOf(secret);
    const all = await Promise.all(steps.map((step) => finish(byApp(code), step)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('is nothing for another account', async () => {
    await enrol(ctx, email);
    const other = await enrol(ctx, 'taras@desk.example');
    expect((await finish(byApp(codeOf(other.secret)))).ok).toBe(false);
  });
});

describe('recovery codes', () => {
  test('work once each, however they are typed, and only a keyed hash is stored', async () => {
    const { codes, organiserId } = await enrol(ctx, email);
    const [first = '', second = ''] = codes;
    expect(new Set(codes).size).toBe(10);
    expect((await finish(byCode(first.toLowerCase().replaceAll('-', ' ')))).ok).toBe(true);
    expect(await finish(byCode(first))).toEqual({ ok: false, reason: 'wrong' });
    expect((await finish(byCode(second))).ok).toBe(true);
    const found = answered(await readProtection(ctx, { organiserId }));
    expect(found.protection.codesLeft).toBe(8);
    expect(await waitingMails(ctx, 'sign-in-changed')).toHaveLength(5);
  });

  test('are none before they are said to be kept, and the next ten end the ones before', async () => {
    const account = await enrol(ctx, email);
    const { offer, codes } = await offerRecoveryCodes(ctx, account);
    expect((await finish(byCode(codes[0] ?? ''))).ok).toBe(false);
    const kept = answered(await keepRecoveryCodes(ctx, { ...account, offer }));
    expect((await finish(byCode(account.codes[0] ?? ''))).ok).toBe(false);
    expect((await finish(byCode(codes[0] ?? ''))).ok).toBe(true);
    const twice = await keepRecoveryCodes(ctx, { ...account, ...kept, offer });
    expect(twice).toEqual({ ok: false, reason: 'outdated' });
    expect((await finish(byCode(codes[0] ?? ''))).ok).toBe(false);
  });

  test('of one organiser are nothing for another', async () => {
    await enrol(ctx, email);
    const other = await enrol(ctx, 'taras@desk.example');
    expect((await finish(byCode(other.codes[0] ?? ''))).ok).toBe(false);
    const { offer } = await offerRecoveryCodes(ctx, other);
    const mine = await enrol(ctx, 'olena@desk.example');
    expect(await keepRecoveryCodes(ctx, { ...mine, offer })).toEqual({
      ok: false,
      reason: 'outdated',
    });
  });
});

describe('a passkey', () => {
  const show = async (key: ReturnType<typeof createSoftPasskey>, how = {}) => {
    const { options, offer } = await askForPasskey(ctx, { organiserId: null });
    return { response: key.show(options, how), offer, network };
  };

  test('signs in alone, and its answer works once', async () => {
    const { key, organiserId } = await enrolWithPasskey(ctx, email);
    const shown = await show(key);
    const { sessionId } = answered(await signInWithPasskey(ctx, shown));
    expect(await readSession(ctx, { sessionId })).toMatchObject({
      id: organiserId,
      factorRecent: true,
      enteredBy: 'passkey',
    });
    expect(await signInWithPasskey(ctx, shown)).toEqual({ ok: false, reason: 'refused' });
  });

  test('is refused from a false page, without its user, by another key, and for an invented question', async () => {
    const { key } = await enrolWithPasskey(ctx, email);
    const stranger = createSoftPasskey('letters.example', ctx.publicUrl);
    const good = await show(key);
    for (const shown of [
      await show(key, { origin: 'http://letters.example.evil.example' }),
      await show(key, { verified: false }),
      await show(stranger),
      { ...good, offer: (await show(key)).offer },
      { ...good, offer: 'x' },
      { ...good, response: '{' },
      { ...good, response: '{"id":"x"}' },
    ]) {
      expect(await signInWithPasskey(ctx, shown)).toEqual({ ok: false, reason: 'refused' });
    }
  });

  test('of somebody else is no second factor of mine', async () => {
    await enrol(ctx, email);
    const other = await enrolWithPasskey(ctx, 'taras@desk.example');
    const { response, offer } = await show(other.key);
    expect(await finish({ kind: 'passkey', response, offer })).toEqual({
      ok: false,
      reason: 'wrong',
    });
  });

  test('cannot be added by an answer to somebody else’s question, or twice', async () => {
    const account = await enrolWithPasskey(ctx, email);
    const other = await enter(ctx, 'taras@desk.example');
    const asked = await offerNewPasskey(ctx, account);
    const response = account.key.make(asked.options);
    const stolen = { ...other, name: '', offer: asked.offer, response };
    expect(await addPasskey(ctx, stolen)).toEqual({ ok: false, reason: 'outdated' });
    const own = await offerNewPasskey(ctx, other);
    const same = { ...other, name: '', offer: own.offer, response: account.key.make(own.options) };
    expect(await addPasskey(ctx, same)).toEqual({ ok: false, reason: 'known' });
  });
});

describe('whoever changes how they sign in', () => {
  test('is signed out everywhere else, goes on under another id, and is told by mail', async () => {
    const here = await enrol(ctx, email);
    const { sessionId: lost } = answered(await finish(byApp(codeOf(here.secret))));
    const halfway = await firstHalf();
    await ctx.db.deleteFrom('messages').execute();
    const given = { ...here, passphrase: 'tangerine lighthouse 7 otters', current: passphrase };
    const { sessionId } = answered(await setPassphrase(ctx, given));
    expect(sessionId).not.toBe(here.sessionId);
    const alive = [await lives(lost), await lives(here.sessionId), await lives(sessionId)];
    expect(alive).toEqual([false, false, true]);
    expect(await finish(byApp(codeOf(here.secret, 1)), halfway)).toMatchObject({ ok: false });
    expect(await waitingMails(ctx, 'sign-in-changed')).toMatchObject([
      { to: email, props: { change: 'passphrase' } },
    ]);
    expect((await signInWithPassphrase(ctx, { email, passphrase, network })).ok).toBe(false);
  });

  test('must know the passphrase before, and changes nothing without', async () => {
    const here = await enrol(ctx, email);
    const given = { ...here, passphrase: 'tangerine lighthouse 7 otters', current: 'wrong' };
    expect(await setPassphrase(ctx, given)).toEqual({ ok: false, reason: 'wrong-current' });
    expect(await lives(here.sessionId)).toBe(true);
    await firstHalf();
  });

  test('keeps a second factor in production, and may go without in a trial', async () => {
    const production = { ...ctx, config: { ...ctx.config, production: true } };
    const here = await enrol(ctx, email);
    expect(await removeAuthenticator(production, here)).toEqual({
      ok: false,
      reason: 'last-factor',
    });
    await firstHalf();
    const byKey = await enrolWithPasskey(ctx, 'taras@desk.example');
    const found = answered(await readProtection(ctx, byKey));
    const id = found.passkeys[0]?.id ?? '';
    expect(found.passkeys).toMatchObject([{ name: 'My key' }]);
    expect(await removePasskey(production, { ...byKey, id })).toMatchObject({ ok: false });
    expect(await removePasskey(ctx, { ...here, id })).toEqual({ ok: false, reason: 'not-found' });
    const removed = answered(await removePasskey(ctx, { ...byKey, id }));
    const after = await readSession(ctx, removed);
    expect(after).toMatchObject({ enrolled: false });
  });

  test('gets another role: signed out everywhere', async () => {
    const here = await enrol(ctx, email);
    answered(await addOrganiser(ctx, { email, role: 'owner', actor: operator }));
    expect(await lives(here.sessionId)).toBe(true);
    answered(await addOrganiser(ctx, { email, role: 'auditor', actor: operator }));
    expect(await lives(here.sessionId)).toBe(false);
  });
});

test('the operator takes everything away from somebody who lost it, who is told and gets a link', async () => {
  const here = await enrol(ctx, email);
  const stepId = await firstHalf();
  const answer = answered(await resetFactors(ctx, { email, actor: operator }));
  expect(await lives(here.sessionId)).toBe(false);
  expect(await finish(byApp(codeOf(here.secret)), stepId)).toMatchObject({ ok: false });
  expect((await signInWithPassphrase(ctx, { email, passphrase, network })).ok).toBe(false);
  const mails = await waitingMails(ctx, 'sign-in-changed');
  expect(mails.at(-1)).toMatchObject({ props: { change: 'reset' } });
  const entered = answered(await signIn(ctx, { token: answer.signInToken }));
  expect(await readSession(ctx, entered)).toMatchObject({ enrolled: false });
  const none = await resetFactors(ctx, { email: 'nobody@desk.example', actor: operator });
  expect(none).toEqual({ ok: false, reason: 'not-found' });
});

test('whoever proves it again keeps their session for as long, under another id', async () => {
  const here = await enrol(ctx, email);
  const { secret, sessionId } = here;
  await ageFactors(ctx, 11);
  expect(await readSession(ctx, { sessionId })).toMatchObject({ factorRecent: false });
  const wrong = await confirmIdentity(ctx, { ...here, proof: byApp('000000'), network });
  expect(wrong).toEqual({ ok: false, reason: 'wrong' });
  const proof = byApp(codeOf(secret));
  const renewed = answered(await confirmIdentity(ctx, { ...here, proof, network }));
  expect(await lives(sessionId)).toBe(false);
  expect(await readSession(ctx, renewed)).toMatchObject({ factorRecent: true });
});

test('who can read the database reads no passphrase, key or code', async () => {
  const { secret, codes } = await enrol(ctx, email);
  const rows = await sql<{ row: string }>`
    select p::text || a::text || r::text as row
    from passphrases p, authenticators a, recovery_codes r`.execute(ctx.db);
  const dump = rows.rows.map(({ row }) => row).join();
  expect(dump.length).toBeGreaterThan(100);
  for (const word of [secret, 'argon2', ...codes, passphrase]) {
    expect(dump).not.toContain(word);
    expect(dump).not.toContain(Buffer.from(word).toString('hex'));
  }
});
