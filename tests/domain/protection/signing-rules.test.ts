import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addSigningRule, type NewSigningRule } from '~/domain/protection/add-signing-rule.server';
import { endSigningRule } from '~/domain/protection/end-signing-rule.server';
import { listSigningRules } from '~/domain/protection/list-signing-rules.server';
import { matchSigningRules } from '~/domain/protection/match-signing-rules.server';
import { days, hours, minutes } from '~/primitives/duration';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
let letterId: string;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
});
beforeEach(() => test$.ctx.db.deleteFrom('signing_rules').execute());
afterAll(() => test$.drop());

function from(now: number): Date {
  return new Date(test$.ctx.clock.now().getTime() + now);
}

function add(given: Partial<NewSigningRule> = {}, onSlug = slug) {
  return addSigningRule(test$.ctx, {
    slug: onSlug,
    actor,
    effect: 'allow',
    subject: 'network',
    value: '203.0.113.7',
    label: 'Hall',
    reason: 'vigil',
    validUntil: from(hours(6)),
    ...given,
  });
}

const candidate = { network: '203.0.113.7', email: 'a@people.example', name: 'Олена' };

async function verdict(given: Partial<typeof candidate> = {}) {
  return matchSigningRules(test$.ctx, { letterId, ...candidate, ...given });
}

async function rules() {
  const found = await listSigningRules(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  return found.rules;
}

test('people at an event sign freely until the organiser’s time is over, and no longer', async () => {
  expect(await add()).toMatchObject({ ok: true });
  expect((await verdict()).limitsLifted).toBe(true);
  expect((await verdict({ network: '203.0.113.8' })).limitsLifted).toBe(false);
  await test$.ctx.db
    .updateTable('signing_rules')
    .set({ valid_until: sql<Date>`now() - interval '1 second'` })
    .execute();
  expect((await verdict()).limitsLifted).toBe(false);
  expect(await rules()).toMatchObject([{ live: false, label: 'Hall', value: '203.0.113.7' }]);
});

test.each([
  [{ validUntil: null }, 'until-missing'],
  [{ validUntil: new Date(0) }, 'until-past'],
  [{ subject: 'mail-domain' as const, value: 'x.example' }, 'only-networks-allowed'],
  [{ value: ' ' }, 'value-missing'],
  [{ value: 'the hall' }, 'value-format'],
  [{ value: '10.0.0.0/4' }, 'value-format'],
  [{ reason: ' ' }, 'reason-missing'],
  [{ reason: 'x'.repeat(501) }, 'text-too-long'],
])('a rule with %o is not added', async (given, reason) => {
  expect(await add(given)).toEqual({ ok: false, reason });
  expect(await rules()).toEqual([]);
});

test('no network is allowed for longer than a week', async () => {
  expect(await add({ validUntil: from(days(7) + minutes(1)) })).toMatchObject({
    reason: 'until-too-far',
  });
  expect(await add({ validUntil: from(days(7) - minutes(1)) })).toMatchObject({ ok: true });
});

test.each([
  ['network', '203.0.113.0/24', 'watched-network'],
  ['mail-domain', 'People.example', 'watched-domain'],
  ['address', 'A+x@people.example', 'watched-address'],
  ['name', 'олена', 'watched-name'],
] as const)(
  'a %s to watch holds who fits it, on this letter only',
  async (subject, value, flag) => {
    expect(await add({ effect: 'hold', subject, value, validUntil: null })).toMatchObject({
      ok: true,
    });
    expect((await verdict()).watched).toEqual([flag]);
    const elsewhere = await test$.ctx.db
      .selectFrom('letters')
      .select('id')
      .where('slug', '=', 'another-letter')
      .executeTakeFirstOrThrow();
    const other = await matchSigningRules(test$.ctx, { letterId: elsewhere.id, ...candidate });
    expect(other.watched).toEqual([]);
  },
);

test('an organiser ends a rule once, and not from another letter’s page', async () => {
  const added = await add({ effect: 'refuse', validUntil: null });
  if (!added.ok) throw new Error(added.reason);
  const end = (onSlug: string) => endSigningRule(test$.ctx, { slug: onSlug, id: added.id, actor });
  expect((await verdict()).refused).toBe(true);
  expect(await end('another-letter')).toMatchObject({ reason: 'not-found' });
  expect((await verdict()).refused).toBe(true);
  expect(await end(slug)).toEqual({ ok: true });
  expect((await verdict()).refused).toBe(false);
  expect(await end(slug)).toMatchObject({ reason: 'ended' });
});

test('neither the table nor the audit log says whom a rule is about', async () => {
  await add({
    effect: 'hold',
    subject: 'address',
    value: 'secret@people.example',
    label: 'Mr Secret',
  });
  const { db } = test$.ctx;
  const stored = await sql`select signing_rules::text as text from signing_rules`.execute(db);
  const log = await sql`select audit_entries::text as text from audit_entries`.execute(db);
  expect(JSON.stringify([stored.rows, log.rows])).not.toMatch(/secret/i);
  expect(JSON.stringify(log.rows)).toContain('signing-rule.added');
});
