import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { insertSigningRule } from '~/db/signing-rules.server';
import { issueFormStamp, readFormStamp } from '~/domain/protection/form-stamp.server';
import { type FormGuard, judgeSigning } from '~/domain/protection/judge-signing.server';
import { type LimitPolicy, limitPolicies } from '~/domain/protection/limit-policy';
import { networkHash } from '~/domain/protection/origin-index.server';
import { issueChallenge, spendProof } from '~/domain/protection/proof-of-work.server';
import {
  canonicalRuleValue,
  type RuleEffect,
  type RuleSubject,
  ruleSeal,
} from '~/domain/protection/signing-rule';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm } from '../../support/letter';

let test$: TestContext;
let letterId: string;
const network = '203.0.113.9';

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
});
beforeEach(async () => {
  await test$.ctx.db.deleteFrom('limit_counters').execute();
  await test$.ctx.db.deleteFrom('signing_rules').execute();
});
afterAll(() => test$.drop());

/** The same installation at another time. */
function at(milliseconds: number): Context {
  return { ...test$.ctx, clock: { now: () => new Date(milliseconds) } };
}

function judge(
  typed: Parameters<typeof signForm>[0] = {},
  guard: Partial<FormGuard> = {},
  from: string | null = network,
) {
  const now = test$.ctx.clock.now().getTime();
  const stamp = issueFormStamp(at(now - 60_000));
  const whole = { stamp, trap: '', proof: '', withoutProof: false, ...guard };
  const attempt = { letterId, network: from, form: signForm(typed), guard: whole };
  return judgeSigning(test$.ctx, attempt);
}

/** As if this network had tried as often as the policy allows. */
async function useUp(...policies: LimitPolicy[]) {
  for (const policy of policies) {
    const { points, window } = limitPolicies[policy];
    const values = {
      policy,
      key: networkHash(test$.ctx, network),
      count: points,
      window_ends_at: new Date(Date.now() + window),
    };
    await test$.ctx.db
      .insertInto('limit_counters')
      .values(values)
      .onConflict((conflict) => conflict.columns(['policy', 'key']).doUpdateSet({ count: points }))
      .execute();
  }
}

async function addRule(effect: RuleEffect, subject: RuleSubject, typed: string, until?: number) {
  const { ctx } = test$;
  const value = canonicalRuleValue(subject, typed);
  if (!value) throw new Error(`no rule: ${typed}`);
  const id = crypto.randomUUID();
  await ctx.db.transaction().execute((trx) =>
    insertSigningRule(trx, {
      id,
      letter_id: letterId,
      effect,
      subject,
      sealed: ctx.keyring.seal({ value, label: 'a test' }, ruleSeal(id)),
      reason: 'a test',
      valid_until: effect === 'allow' ? new Date(Date.now() + (until ?? 60_000)) : null,
      created_by: 'test',
    }),
  );
}

async function solve(challenge: string): Promise<string> {
  const parsed = JSON.parse(challenge);
  const solution = await solveChallenge({ challenge: parsed, deriveKey });
  return JSON.stringify({ challenge: parsed, solution });
}

async function challengeOf(verdict: Awaited<ReturnType<typeof judge>>): Promise<string> {
  if (verdict.verdict !== 'challenge') throw new Error(`not challenged: ${verdict.verdict}`);
  return verdict.challenge;
}

describe('an honest signer', () => {
  test('signs without any mark', async () => {
    expect(await judge()).toEqual({
      verdict: 'accept',
      origin: { network, flags: [], hold: false },
    });
  });

  test('whose network is not known is never limited', async () => {
    for (let n = 0; n < 30; n += 1) {
      expect(await judge({}, {}, null)).toMatchObject({ verdict: 'accept' });
    }
  });

  test('is not stopped by a neighbour who signs often', async () => {
    await useUp('sign-plain', 'sign-taken');
    expect(await judge({}, {}, '203.0.113.10')).toMatchObject({ verdict: 'accept' });
  });

  test.each([
    ['in a hurry', {}, { stamp: 'now' }, 'fast'],
    ['with an old page', {}, { stamp: 'old' }, 'no-stamp'],
    ['without a stamp', {}, { stamp: '' }, 'no-stamp'],
    ['with a stamp of their own making', {}, { stamp: 'zzzzzz.AAAA' }, 'no-stamp'],
    ['with a throwaway mailbox', { email: 'me@mailinator.com' }, {}, 'disposable-domain'],
    ['with a name in two alphabets', { name: 'Оlena Kovalenko' }, {}, 'mixed-script'],
  ])('%s is only flagged', async (_how, typed, guard, flag) => {
    const now = Date.now();
    const stamps: Record<string, string> = {
      now: issueFormStamp(test$.ctx),
      old: issueFormStamp(at(now - 3 * 3_600_000)),
    };
    const { stamp } = guard as { stamp?: string };
    const sent = stamp === undefined ? {} : { stamp: stamps[stamp] ?? stamp };
    expect(await judge(typed, sent)).toMatchObject({
      verdict: 'accept',
      origin: { flags: [flag], hold: false },
    });
  });

  test('may share a stamp with everybody who got the same page', () => {
    const stamp = issueFormStamp(at(1_000_000));
    expect(issueFormStamp(at(1_000_900))).toBe(stamp);
    expect(readFormStamp(at(1_003_000), stamp)).toBeNull();
    expect(readFormStamp(at(1_002_999), stamp)).toBe('fast');
    expect(readFormStamp(at(1_000_000 + 7_200_000), stamp)).toBeNull();
    expect(readFormStamp(at(1_000_001 + 7_200_000), stamp)).toBe('no-stamp');
  });

  test('whose browser fills every field is told so', async () => {
    expect(await judge({}, { trap: 'x' })).toEqual({ verdict: 'refuse', reason: 'trap' });
  });
});

describe('a busy network', () => {
  test('signs 20 times an hour plainly and then works for it, once per proof', async () => {
    for (let n = 0; n < limitPolicies['sign-plain'].points; n += 1) {
      expect(await judge()).toMatchObject({ verdict: 'accept' });
    }
    const proof = await solve(await challengeOf(await judge()));
    expect(await judge({}, { proof })).toMatchObject({ origin: { flags: [], hold: false } });
    expect(await judge({}, { proof })).toMatchObject({ verdict: 'challenge' });
  });

  test('may go on without the proof, and then waits for an organiser', async () => {
    await useUp('sign-plain');
    expect(await judge({}, { withoutProof: true })).toMatchObject({
      verdict: 'accept',
      origin: { flags: ['no-proof'], hold: true },
    });
  });

  test('is flagged above 200, held above 500 and asked to wait above 1,000', async () => {
    await useUp('sign-plain', 'sign-unflagged');
    const first = await solve(await challengeOf(await judge()));
    expect(await judge({}, { proof: first })).toMatchObject({
      origin: { flags: ['busy-network'], hold: false },
    });
    await useUp('sign-counted');
    const second = await solve(await challengeOf(await judge()));
    expect(await judge({}, { proof: second })).toMatchObject({
      origin: { flags: ['busy-network'], hold: true },
    });
    await useUp('sign-taken');
    const refused = await judge({}, { proof: 'x', withoutProof: true });
    expect(refused).toMatchObject({ verdict: 'refuse', reason: 'too-many' });
    const { retryAfterSeconds } = refused as { retryAfterSeconds: number };
    expect(retryAfterSeconds).toBeGreaterThan(590);
    expect(retryAfterSeconds).toBeLessThanOrEqual(600);
  });

  test('begins anew when its window is over', async () => {
    await useUp('sign-plain');
    await test$.ctx.db
      .updateTable('limit_counters')
      .set({ window_ends_at: new Date(Date.now() - 1000) })
      .execute();
    expect(await judge()).toMatchObject({ verdict: 'accept' });
    const { count } = await test$.ctx.db
      .selectFrom('limit_counters')
      .select('count')
      .where('policy', '=', 'sign-plain')
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
  });

  test('loses no try when many come at once', async () => {
    await Promise.all(Array.from({ length: 60 }, () => judge()));
    const rows = await test$.ctx.db.selectFrom('limit_counters').select('count').execute();
    expect(rows.map(({ count }) => count)).toEqual([60, 60, 60, 60]);
  });

  test('has no limits while the organisers have allowed it', async () => {
    await useUp('sign-plain', 'sign-unflagged', 'sign-counted', 'sign-taken');
    await addRule('allow', 'network', '203.0.113.0/24');
    expect(await judge()).toEqual({
      verdict: 'accept',
      origin: { network, flags: [], hold: false },
    });
    await test$.ctx.db.deleteFrom('signing_rules').execute();
    await addRule('allow', 'network', '203.0.113.0/24', -1000);
    expect(await judge()).toMatchObject({ verdict: 'refuse' });
  });
});

describe('a proof', () => {
  test.each([
    ['of another letter', { letterId: '00000000-0000-4000-8000-000000000000' }],
    ['that is no JSON', { proof: '{' }],
    ['that is something else', { proof: '{"challenge":{},"solution":[]}' }],
    ['without its work', { change: '"derivedKey":"00' }],
    ['made easier', { change: '"cost":1' }],
  ])('%s is not taken', async (_which, given) => {
    await useUp('sign-plain');
    const challenge = await challengeOf(await judge());
    let proof = await solve(challenge);
    const change = 'change' in given ? (given.change ?? '') : '';
    if (change.startsWith('"derivedKey')) proof = proof.replace(/"derivedKey":"../, change);
    if (change.startsWith('"cost')) proof = proof.replace('"cost":1000', change);
    const input = { letterId, proof, ...given };
    expect(await spendProof(test$.ctx, input)).toBe(false);
    expect(await spendProof(test$.ctx, { letterId, proof: await solve(challenge) })).toBe(true);
  });

  test('sent twenty times at once is good once', async () => {
    await useUp('sign-plain');
    const proof = await solve(await challengeOf(await judge()));
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => spendProof(test$.ctx, { letterId, proof })),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  test('is good for ten minutes', async () => {
    const old = await solve(await issueChallenge(at(Date.now() - 601_000), letterId));
    expect(await spendProof(test$.ctx, { letterId, proof: old })).toBe(false);
  });
});

describe('a rule of the organisers', () => {
  test.each<[RuleSubject, string, string, Parameters<typeof signForm>[0]]>([
    ['network', '203.0.113.0/28', 'watched-network', {}],
    ['mail-domain', 'Stuffing.example', 'watched-domain', { email: 'a@mail.stuffing.example' }],
    ['address', 'M.Insu+x@gmail.com', 'watched-address', { email: 'minsu@googlemail.com' }],
    ['name', 'ＫＩＭ minsu', 'watched-name', { name: 'Kim Minsu' }],
  ])('by %s %s holds a signature', async (subject, typed, flag, form) => {
    expect(await judge(form)).toMatchObject({ origin: { hold: false } });
    await addRule('hold', subject, typed);
    expect(await judge(form)).toMatchObject({
      verdict: 'accept',
      origin: { flags: [flag], hold: true },
    });
  });

  test('refuses honestly, and only what it names', async () => {
    await addRule('refuse', 'mail-domain', 'example.org');
    expect(await judge({ email: 'a@sub.example.org' })).toEqual({
      verdict: 'refuse',
      reason: 'rule',
    });
    expect(await judge({ email: 'a@notexample.org' })).toMatchObject({ verdict: 'accept' });
  });

  test('finds a household by any of its IPv6 addresses', async () => {
    await addRule('hold', 'network', '2001:db8:1:2:3:4:5:6');
    expect(await judge({}, {}, '2001:db8:1:2::/64')).toMatchObject({ origin: { hold: true } });
    expect(await judge({}, {}, '2001:db8:1:3::/64')).toMatchObject({ origin: { hold: false } });
  });

  test('says nothing once it has ended', async () => {
    await addRule('hold', 'network', network);
    await test$.ctx.db.updateTable('signing_rules').set({ ended_at: new Date() }).execute();
    expect(await judge()).toMatchObject({ origin: { hold: false } });
  });

  test.each([
    ['network', 'the hall'],
    ['network', '0.0.0.0/0'],
    ['mail-domain', 'no domain'],
    ['address', 'nobody'],
    ['name', ' '],
  ] as const)('cannot be about the %s %j', (subject, typed) => {
    expect(canonicalRuleValue(subject, typed)).toBeNull();
  });
});
