import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { askForChanges } from '~/domain/endorsements/ask-for-changes.server';
import { askOrganisation } from '~/domain/endorsements/ask-organisation.server';
import { readDecisionQueue } from '~/domain/endorsements/read-decision-queue.server';
import { holdFor, takeEndorsement } from '~/domain/endorsements/take-endorsement.server';
import { createTestContext, type TestContext } from '../../support/database';
import { picture } from '../../support/endorsed';
import { readEndorsement, waitingEndorsement } from '../../support/endorsement';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
let ids: string[];
const organisers: string[] = [];
const operator = { kind: 'operator' } as const;
const invented = Buffer.alloc(1);

beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
  await createLetter(test$.ctx, 'another-letter');
  for (let place = 0; place < 6; place += 1) {
    const { id } = await test$.ctx.db
      .insertInto('organisers')
      .values({ email_index: Buffer.from(randomUUID()), sealed: invented, role: 'moderator' })
      .returning('id')
      .executeTakeFirstOrThrow();
    organisers.push(id);
  }
});
afterAll(() => test$.drop());

beforeEach(async () => {
  await test$.ctx.db.deleteFrom('endorsements').execute();
  ids = [];
  for (const part of ['a', 'b', 'c', 'd']) {
    const email = `${part}-${randomUUID()}@citizens.example`;
    ids.push((await waitingEndorsement(test$.ctx, { email })).id);
  }
});

function later(milliseconds: number): Context {
  const now = Date.now() + milliseconds;
  return { ...test$.ctx, clock: { now: () => new Date(now) } };
}

async function take(
  organiser: number,
  from: string | null = null,
  towards: 'next' | 'previous' = 'next',
  ctx: Context = test$.ctx,
): Promise<string | null> {
  const organiserId = organisers[organiser] ?? '';
  const taking = await takeEndorsement(ctx, { slug, organiserId, from, towards });
  if (!taking.ok) throw new Error(taking.reason);
  return taking.taken;
}

async function queueOf(organiser: number, ctx: Context = test$.ctx) {
  const found = await readDecisionQueue(ctx, { slug, organiserId: organisers[organiser] ?? '' });
  if (!found.ok) throw new Error(found.reason);
  const { waiting, withOthers, mine } = found.queue;
  return { waiting, withOthers, mine: mine && { id: mine.endorsement.id, place: mine.place } };
}

test('two reviewers never hold the same organisation, however many take one at once', async () => {
  for (let round = 0; round < 5; round += 1) {
    const taken = await Promise.all(organisers.map((_, place) => take(place)));
    const held = taken.filter((id) => id !== null);
    expect(new Set(held).size).toBe(held.length);
    expect(held.length).toBeLessThanOrEqual(4);
    expect(held.length).toBeGreaterThan(0);
  }
});

test('a reviewer goes through all that wait, there and back, and holds one at a time', async () => {
  expect(await queueOf(0)).toEqual({ waiting: 4, withOthers: 0, mine: null });
  expect(await take(0)).toBe(ids[0]);
  expect(await take(0, ids[0])).toBe(ids[1]);
  expect(await queueOf(0)).toEqual({ waiting: 4, withOthers: 0, mine: { id: ids[1], place: 2 } });
  expect(await take(0, ids[1], 'previous')).toBe(ids[0]);
  expect(await take(0, ids[0], 'previous')).toBe(ids[3]);
  expect(await take(0, ids[3])).toBe(ids[0]);
  expect(await queueOf(1)).toEqual({ waiting: 4, withOthers: 1, mine: null });
  expect(await take(1)).toBe(ids[1]);
  expect(await take(0, ids[0])).toBe(ids[2]);
});

test('what somebody holds nobody else decides, until ten minutes are over', async () => {
  await take(0);
  const mine = { id: ids[0] ?? '', slug, authorityBasis: 'domain-match' as const };
  const [first = '', second = ''] = organisers;
  const other = { ...mine, actor: { kind: 'organiser', organiserId: second } as const };
  expect(await approveEndorsement(test$.ctx, other)).toEqual({ ok: false, reason: 'held' });
  const ask = { ...other, question: 'Who agreed?' };
  expect(await askOrganisation(test$.ctx, ask)).toEqual({ ok: false, reason: 'held' });
  expect(await queueOf(1, later(holdFor))).toMatchObject({ withOthers: 0 });
  expect(await take(1, null, 'next', later(holdFor))).toBe(ids[0]);
  const slow = { ...mine, actor: { kind: 'organiser', organiserId: first } as const };
  expect(await approveEndorsement(later(holdFor), slow)).toEqual({ ok: false, reason: 'held' });
  expect(await approveEndorsement(later(holdFor), other)).toEqual({ ok: true });
});

test('an organiser approves the words that were seen, not those that came meanwhile', async () => {
  const email = `meanwhile-${randomUUID()}@citizens.example`;
  const { id, endorsement, manageToken } = await waitingEndorsement(test$.ctx, { email });
  const words = { organisation: 'Other', organisationEn: 'Other', names: {}, statement: 'Buy!' };
  const changed = await askForChanges(test$.ctx, {
    token: manageToken,
    words,
    logo: null,
    removeLogo: false,
  });
  expect(changed.ok).toBe(true);
  const approval = { id, slug, actor: operator, authorityBasis: 'domain-match' as const };
  const { fingerprint: seen } = endorsement;
  expect(await approveEndorsement(test$.ctx, { ...approval, seen })).toEqual({
    ok: false,
    reason: 'other-now',
  });
  const now = (await readEndorsement(test$.ctx, id)).fingerprint;
  expect(await approveEndorsement(test$.ctx, { ...approval, seen: now })).toEqual({ ok: true });
});

test('an organiser approves the logo that was seen, not one that came meanwhile', async () => {
  const email = `logo-${randomUUID()}@citizens.example`;
  const { id, endorsement, manageToken: token } = await waitingEndorsement(test$.ctx, { email });
  const { organisation, organisationEn, names, statement } = endorsement;
  const words = { organisation, organisationEn, names, statement };
  const logo = await picture('#ff0000');
  expect((await askForChanges(test$.ctx, { token, words, logo, removeLogo: false })).ok).toBe(true);
  const approval = { id, slug, actor: operator, authorityBasis: 'domain-match' as const };
  const { fingerprint: seen } = endorsement;
  expect(await approveEndorsement(test$.ctx, { ...approval, seen })).toMatchObject({
    reason: 'other-now',
  });
});

test('an organisation that was asked comes after the others, and is not lost', async () => {
  const question = { slug, actor: operator, question: 'Who agreed?' };
  expect(await askOrganisation(test$.ctx, { ...question, id: ids[0] ?? '' })).toEqual({ ok: true });
  expect(await take(0)).toBe(ids[1]);
  expect(await take(0, ids[3])).toBe(ids[0]);
});

test('a queue of another letter, or an empty one, gives nothing', async () => {
  const input = { organiserId: organisers[0] ?? '', from: ids[0] ?? '', towards: 'next' } as const;
  expect(await takeEndorsement(test$.ctx, { ...input, slug: 'another-letter' })).toEqual({
    ok: false,
    reason: 'not-found',
  });
  const start = { ...input, from: null, slug: 'another-letter' };
  expect(await takeEndorsement(test$.ctx, start)).toEqual({ ok: true, taken: null });
  expect(await takeEndorsement(test$.ctx, { ...input, slug: 'unknown' })).toMatchObject({
    reason: 'not-found',
  });
});
