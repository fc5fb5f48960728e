import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '~/context.server';
import { planDeletions } from '~/domain/retention/plan-deletions.server';
import { runRetention } from '~/domain/retention/run-retention.server';
import { days } from '~/primitives/duration';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter } from '../../support/letter';
import { addAcknowledgedDelivery, addOrganisation, addPerson, daysAgo } from './retention-fixture';

const actor = { kind: 'operator' } as const;

let test$: TestContext;
let ctx: Context;
let letterId: string;

beforeEach(async () => {
  test$ = await createTestContext();
  ctx = test$.ctx;
  letterId = await createLetter(ctx);
});
afterEach(() => test$.drop());

async function plan() {
  const planned = await planDeletions(ctx, { id: letterId });
  return Object.fromEntries(planned.map(({ what, ...rest }) => [what, rest]));
}

function closeLetter(before: number) {
  return ctx.db
    .updateTable('letters')
    .set({ closes_at: daysAgo(before) })
    .execute();
}

test('an organiser sees what is held, by what ends it, and no date where there is none yet', async () => {
  await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 5 });
  await addPerson(ctx, letterId, { email: 'b@x.example', state: 'pending', signed: 1 });
  await addPerson(ctx, letterId, { email: 'c@x.example', state: 'withdrawn', withdrawn: 2 });
  await addOrganisation(ctx, letterId, { state: 'approved', decided: 5 });
  const none = { at: null, daysLeft: null };
  expect(await plan()).toEqual({
    unconfirmed: { people: 1, organisations: 0, afterDays: 7, ...none },
    withdrawn: { people: 1, organisations: 0, afterDays: 30, ...none },
    acknowledged: { people: 0, organisations: 0, afterDays: 30, ...none },
    closed: { people: 1, organisations: 1, afterDays: 365, ...none },
  });
});

test('the countdown after an acknowledgement names whom the retention then takes', async () => {
  async function acknowledged(before: number): Promise<string> {
    const id = await createLetter(ctx, `letter-${before}`);
    await addPerson(ctx, id, { email: 'a@x.example', confirmed: 50 });
    await addPerson(ctx, id, { email: 'news@x.example', confirmed: 50, updates: true });
    await addPerson(ctx, id, { email: 'later@x.example', confirmed: 20 });
    await addAcknowledgedDelivery(ctx, id, { frozen: 40, acknowledged: before });
    return id;
  }
  letterId = await acknowledged(25);
  expect((await plan()).acknowledged).toMatchObject({ people: 1, daysLeft: 5 });
  expect((await runRetention(ctx, { actor })).erased).toMatchObject({ 'signature-contacts': 0 });
  await acknowledged(31);
  expect((await runRetention(ctx, { actor })).erased).toMatchObject({ 'signature-contacts': 1 });
});

test('the countdown after the end goes to the day on which nothing is left', async () => {
  await addPerson(ctx, letterId, { email: 'a@x.example', confirmed: 400 });
  await closeLetter(363);
  expect((await plan()).closed).toMatchObject({ people: 1, daysLeft: 2 });
  await closeLetter(366);
  expect((await plan()).closed).toMatchObject({ people: 1, daysLeft: 0 });
  await runRetention(ctx, { actor });
  expect((await plan()).closed).toMatchObject({ people: 0 });
});

test('a letter that is still open counts down from the end that was set', async () => {
  await ctx.db
    .updateTable('letters')
    .set({ closes_at: new Date(Date.now() + days(10)) })
    .execute();
  expect((await plan()).closed).toMatchObject({ daysLeft: 375 });
});
