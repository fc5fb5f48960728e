import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type SuppressionReason, upsertSuppression } from '~/db/suppressions.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { readConfirmation } from '~/domain/confirmations/read-confirmation.server';
import { recipientIndexOf } from '~/domain/messages/recipient-index.server';
import { remindUnconfirmed } from '~/domain/signatures/remind-unconfirmed.server';
import { signLetter } from '~/domain/signatures/sign-letter.server';
import { stopLetterMail } from '~/domain/signatures/stop-letter-mail.server';
import { hashToken } from '~/primitives/keyring.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, signForm, slug, waitingMails } from '../../support/letter';

let test$: TestContext;
let letterId: string;
const email = 'minseo@people.example';

beforeAll(async () => {
  test$ = await createTestContext();
  letterId = await createLetter(test$.ctx);
});
beforeEach(async () => {
  const { db } = test$.ctx;
  await db.deleteFrom('messages').execute();
  await db.deleteFrom('signatures').execute();
  await db.deleteFrom('suppressions').execute();
  await db.updateTable('letters').set({ state: 'open', closes_at: null }).execute();
});
afterAll(() => test$.drop());

/** Signs, and lets so many hours pass: what happened so far happened then. */
async function signed(hoursAgo: number, typed: Parameters<typeof signForm>[0] = {}) {
  await signLetter(test$.ctx, { slug, locale: 'uk', form: signForm({ email, ...typed }) });
  await pass(hoursAgo);
}

async function pass(hours: number) {
  const earlier = (column: string) => sql<Date>`${sql.ref(column)} - ${hours} * interval '1 hour'`;
  const { db } = test$.ctx;
  await db
    .updateTable('signatures')
    .set({ signed_at: earlier('signed_at') })
    .execute();
  await db
    .updateTable('messages')
    .set({ created_at: earlier('created_at') })
    .execute();
  await db
    .updateTable('tokens')
    .set({ created_at: earlier('created_at'), expires_at: earlier('expires_at') })
    .execute();
}

async function closesIn(hours: number) {
  await test$.ctx.db
    .updateTable('letters')
    .set({ closes_at: new Date(Date.now() + hours * 3_600_000) })
    .execute();
}

async function run(): Promise<number> {
  return (await remindUnconfirmed(test$.ctx)).reminded;
}

async function suppress(addresses: string[], reason: SuppressionReason, about: string | null) {
  const { ctx } = test$;
  await ctx.db.transaction().execute(async (trx) => {
    for (const address of addresses) {
      const recipientIndex = recipientIndexOf(ctx, address);
      const suppressed = { recipientIndex, letterId: about, reason, detail: null, validFor: null };
      await upsertSuppression(trx, suppressed);
    }
  });
}

function reminders() {
  return waitingMails(test$.ctx, 'confirm-reminder');
}

describe('somebody who has not confirmed', () => {
  test('is reminded once, 20 hours after signing, in the language of the signature', async () => {
    await signed(19);
    expect(await run()).toBe(0);
    await pass(1.1);
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    await pass(20);
    expect(await run()).toBe(0);
    expect(await reminders()).toMatchObject([
      { to: email, props: { locale: 'uk', reason: 'still-waiting', validHours: 72 } },
    ]);
  });

  test('gets a link and a code that work, and the older ones say so', async () => {
    await signed(21);
    const old = (await waitingMails(test$.ctx, 'confirm-signature'))[0]?.props.confirmToken ?? '';
    await run();
    const [mail] = await reminders();
    expect(await readConfirmation(test$.ctx, { token: old })).toMatchObject({ reason: 'replaced' });
    const token = mail?.props.confirmToken ?? '';
    expect(await confirmToken(test$.ctx, { token })).toMatchObject({ ok: true });
  });

  test('is reminded once more in the last day before the letter closes', async () => {
    await signed(21);
    await run();
    await pass(7);
    await closesIn(23.5);
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    expect((await reminders()).at(-1)).toMatchObject({
      props: { reason: 'closing-soon', validHours: 23 },
    });
  });

  test('is left alone for six hours after any mail', async () => {
    await signed(5);
    await closesIn(20);
    expect(await run()).toBe(0);
    await pass(1.1);
    expect(await run()).toBe(1);
  });

  test.each(['closed', 'draft'])('is not reminded of a letter that is %s', async (state) => {
    await signed(21);
    await test$.ctx.db.updateTable('letters').set({ state }).execute();
    expect(await run()).toBe(0);
  });

  test('is not reminded after the closing time, nor shortly before everything is deleted', async () => {
    await signed(21);
    await closesIn(-1);
    expect(await run()).toBe(0);
    await test$.ctx.db.updateTable('letters').set({ closes_at: null }).execute();
    await pass(6 * 24);
    expect(await run()).toBe(0);
  });

  test('gets no sixth mail about a letter, and no fourth in a day', async () => {
    await signed(1, { name: 'Перша Особа' });
    for (const name of ['Друга Особа', 'Третя Особа']) await signed(0, { name });
    await pass(20);
    expect(await run()).toBe(0);
    await pass(5);
    expect(await run()).toBe(1);
    await signed(7, { name: 'Четверта Особа' });
    await closesIn(20);
    expect(await run()).toBe(0);
    expect(await waitingMails(test$.ctx, 'confirm-signature')).toHaveLength(4);
  });

  test.each(['not-me', 'unsubscribed', 'bounced'] as const)(
    'is not reminded, and keeps the link from the first mail, when the mailbox is %s',
    async (reason) => {
      await signed(21);
      await suppress([email], reason, reason === 'unsubscribed' ? letterId : null);
      expect(await run()).toBe(0);
      const [first] = await waitingMails(test$.ctx, 'confirm-signature');
      const token = first?.props.confirmToken ?? '';
      expect(await readConfirmation(test$.ctx, { token })).toMatchObject({ ok: true });
    },
  );

  test('ends reminders with the link that only a reminder carries', async () => {
    await signed(21);
    await run();
    const token = (await reminders())[0]?.props.unsubscribeToken ?? '';
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect(await stopLetterMail(test$.ctx, { token })).toEqual({ ok: true });
    expect(await stopLetterMail(test$.ctx, { token })).toEqual({ ok: true });
    await pass(7);
    await closesIn(20);
    expect(await run()).toBe(0);
    const stored = await test$.ctx.db
      .selectFrom('tokens')
      .select('hash')
      .where('purpose', '=', 'unsubscribe')
      .execute();
    expect(stored).toEqual([{ hash: hashToken(token) }]);
  });
});

test('two runs at once, and one more after a run that was cut off, remind each person once', async () => {
  // More mailboxes that get no mail than fit on a page of the walk stand in front.
  const dead = Array.from({ length: 110 }, (_, place) => `dead${place}@people.example`);
  for (const address of dead) await signed(0, { email: address });
  await suppress(dead, 'bounced', null);
  await pass(1);
  const people = Array.from({ length: 60 }, (_, place) => `p${place}@people.example`);
  for (const address of people) await signed(0, { email: address });
  // All of each group at one moment, so that a page ends between equal times.
  const { db } = test$.ctx;
  await db
    .updateTable('signatures')
    .set({ signed_at: sql<Date>`date_trunc('hour', signed_at) + interval '0.000123 second'` })
    .execute();
  await pass(22);
  let left = 40;
  const cut = {
    ...test$.ctx,
    keyring: {
      ...test$.ctx.keyring,
      seal(value: unknown, context: string) {
        left -= 1;
        if (left < 0) throw new Error('the worker was killed');
        return test$.ctx.keyring.seal(value, context);
      },
    },
  };
  await expect(remindUnconfirmed(cut)).rejects.toThrow('killed');
  const runs = await Promise.all([run(), run()]);
  expect(runs[0] + runs[1]).toBe(20);
  const mails = await reminders();
  expect(mails.map(({ to }) => to).sort()).toEqual(people.sort());
});

test('confirmations never wait behind a wave of reminders', async () => {
  for (let place = 0; place < 25; place += 1)
    await signed(0, { email: `w${place}@people.example` });
  await pass(21);
  await run();
  const { soonest, latest } = await test$.ctx.db
    .selectFrom('messages')
    .select((select) => [
      select.fn.min('next_attempt_at').as('soonest'),
      select.fn.max('next_attempt_at').as('latest'),
    ])
    .where('kind', '=', 'confirm-reminder')
    .executeTakeFirstOrThrow();
  expect(latest.getTime() - soonest.getTime()).toBeGreaterThanOrEqual(2000);
});
