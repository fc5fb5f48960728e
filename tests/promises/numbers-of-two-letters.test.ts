import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { listNewsConsents } from '~/db/share-links.server';
import { listSubscribers } from '~/db/update-subscribers.server';
import { countInvalidation } from '~/domain/invalidations/count-invalidation.server';
import { runRetention } from '~/domain/retention/run-retention.server';
import { listPublicSignatories } from '~/domain/signatures/list-public-signatories.server';
import { listSignatures } from '~/domain/signatures/list-signatures.server';
import { readDeskSignature } from '~/domain/signatures/read-desk-signature.server';
import { readNextHeld } from '~/domain/signatures/read-next-held.server';
import { askToCarryOver } from '~/domain/versions/ask-to-carry-over.server';
import { addAcknowledgedDelivery, addPerson, daysAgo } from '../domain/retention/retention-fixture';
import { createTestContext, type TestContext } from '../support/database';
import { bytesOf, openExport } from '../support/exports';
import { createLetter, slug, waitingMails } from '../support/letter';
import { report } from '../support/reporting';
import { plantSharing } from '../support/sharing';
import { publish } from '../support/versions';

const otherSlug = 'another-letter';
const actor = { kind: 'operator' } as const;
const firstPage = { after: 0, limit: 100 };

let test$: TestContext;
let ctx: Context;
let letters: Record<string, string>;

beforeEach(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letters = { [slug]: await createLetter(ctx), [otherSlug]: await createLetter(ctx, otherSlug) };
});
afterEach(() => test$.drop());

type Person = Parameters<typeof addPerson>[2];

/** The same number of people on both letters, so that each number is there twice. */
async function addBoth(count: number, given: Partial<Person> = {}) {
  const people: { id: string; slug: string; name: string; email: string; token: string }[] = [];
  for (const [at, letterId] of Object.entries(letters)) {
    for (let n = 1; n <= count; n += 1) {
      const name = `${at} ${n}`;
      const email = `${at}-${n}@people.example`;
      const added = await addPerson(ctx, letterId, { confirmed: 50, ...given, name, email });
      people.push({ ...added, slug: at, name, email });
    }
  }
  const numbered = await ctx.db
    .selectFrom('signatures')
    .select(['letter_id', 'number'])
    .orderBy('number')
    .execute();
  for (const id of Object.values(letters)) {
    const own = numbered.filter((row) => row.letter_id === id).map(({ number }) => number);
    expect(own).toEqual(Array.from({ length: count }, (_, n) => n + 1));
  }
  return people;
}

const namesAt = (people: { slug: string; name: string }[], at: string) =>
  people.filter((person) => person.slug === at).map(({ name }) => name);

describe('retention, in batches of any size, misses nobody', () => {
  const batches = [1, 2, 3, 5];

  async function erasedBy(batch: number) {
    const { erased } = await runRetention(ctx, { actor: { kind: 'system' }, batch });
    return Object.fromEntries(Object.entries(erased).filter(([, count]) => count > 0));
  }

  test.each(batches)('whose letter was acknowledged (%s at a time)', async (batch) => {
    await addBoth(5);
    for (const id of Object.values(letters)) {
      await addAcknowledgedDelivery(ctx, id, { frozen: 40, acknowledged: 31 });
    }
    expect(await erasedBy(batch)).toEqual({ 'signature-contacts': 10 });
    expect(await erasedBy(batch)).toEqual({});
  });

  test.each(batches)('who has withdrawn (%s at a time)', async (batch) => {
    await addBoth(5, { state: 'withdrawn', withdrawn: 31 });
    expect(await erasedBy(batch)).toEqual({ 'withdrawn-signatures': 10 });
    expect(await erasedBy(batch)).toEqual({});
  });

  test.each(batches)('whose letter closed long ago (%s at a time)', async (batch) => {
    await addBoth(5);
    await ctx.db
      .updateTable('letters')
      .set({ state: 'closed', closes_at: daysAgo(400) })
      .execute();
    expect(await erasedBy(batch)).toEqual({ 'signature-contacts': 10 });
    expect(await erasedBy(batch)).toEqual({});
  });
});

test('mailboxes of closed letters are forgotten on each of them', async () => {
  await addBoth(5);
  await ctx.db
    .updateTable('signatures')
    .set({ contact_erased_at: daysAgo(1) })
    .execute();
  await ctx.db.updateTable('letters').set({ state: 'closed' }).execute();
  const { erased } = await runRetention(ctx, { actor: { kind: 'system' }, batch: 1 });
  expect(erased['closed-mailboxes']).toBe(10);
});

test('the desk and the public list of a letter have its own people only', async () => {
  const people = await addBoth(3);
  for (const at of [slug, otherSlug]) {
    const own = namesAt(people, at).reverse();
    const desk = await listSignatures(ctx, { slug: at });
    expect(desk.ok && desk.rows.map(({ name }) => name)).toEqual(own);
    const shown = await listPublicSignatories(ctx, { slug: at, locale: 'en' });
    expect(shown.ok && shown.signatories.map(({ name }) => name)).toEqual(own);
  }
  for (const { slug: at, id, name } of people) {
    const one = await readDeskSignature(ctx, { slug: at, id });
    expect(one.ok && [one.signature.id, one.signature.name]).toEqual([id, name]);
  }
});

test('an export has the people of its letter only, each once', async () => {
  const people = await addBoth(3);
  for (const at of [slug, otherSlug]) {
    const file = await openExport(ctx, { slug: at, format: 'jsonl', actor });
    const rows = (await bytesOf(file.rows)).toString().trim().split('\n');
    const told = rows.map((row) => JSON.parse(row)).map(({ number, name }) => [number, name]);
    expect(told).toEqual(namesAt(people, at).map((name, n) => [n + 1, name]));
  }
});

test('a number that is reported or taken out means the signature of that letter', async () => {
  const people = await addBoth(3);
  await report(ctx, letters[slug] ?? '', 2);
  const cases = await ctx.db.selectFrom('report_cases').select('signature_id').execute();
  const reported = people.filter(({ name }) => name === `${slug} 2`).map(({ id }) => id);
  expect(cases.map((one) => one.signature_id)).toEqual(reported);
  const counted = await countInvalidation(ctx, {
    slug: otherSlug,
    criteria: { states: ['confirmed'], numbers: [1, 3] },
    actor,
  });
  if (!counted.ok) throw new Error(counted.reason);
  const ids = people.filter(({ name }) => /^another-letter [13]$/.test(name)).map(({ id }) => id);
  const meant = await ctx.db.selectFrom('invalidation_items').select('signature_id').execute();
  expect(meant.map((item) => item.signature_id).sort()).toEqual(ids.sort());
});

test('review goes through those who wait on its letter', async () => {
  await addBoth(3, { state: 'held' });
  const names: unknown[] = [];
  for (let from: number | null = 1; from; ) {
    const queue = await readNextHeld(ctx, { slug, from });
    if (!queue.ok) throw new Error(queue.reason);
    names.push(queue.signature?.name, queue.waiting);
    from = queue.next;
  }
  expect(names).toEqual([`${slug} 1`, 3, `${slug} 2`, 3, `${slug} 3`, 3]);
});

test('everybody is asked about the changed text of their letter, and nobody of another', async () => {
  const people = await addBoth(3);
  await publish(ctx, 'change', '(2)', otherSlug);
  while (await askToCarryOver(ctx));
  const asked = (await waitingMails(ctx, 'carry-over')).map(({ to }) => to).sort();
  expect(asked).toEqual(people.filter((one) => one.slug === otherSlug).map(({ email }) => email));
});

test('news go to all who want them of one letter, of the organisers and of an organisation', async () => {
  const people = await addBoth(3, { updates: true });
  const letterId = letters[slug] ?? '';
  const own = people.filter((one) => one.slug === slug).map(({ id }) => id);
  const mailing = { letterId, kind: 'answer', promised: 3, asOf: new Date() };
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
  expect(ids(await listSubscribers(ctx.db, mailing, firstPage))).toEqual(own);
  const { id } = await plantSharing(ctx, letterId, { code: 'wanted' });
  await ctx.db.updateTable('signatures').set({ news_from: id }).execute();
  expect(ids(await listNewsConsents(ctx.db, id, firstPage))).toEqual(own);
});
