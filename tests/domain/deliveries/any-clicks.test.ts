import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveDelivery } from '~/domain/deliveries/approve-delivery.server';
import { freezeAgain } from '~/domain/deliveries/freeze-again.server';
import { insertTargets } from '~/domain/deliveries/insert-targets.server';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { resendDelivery } from '~/domain/deliveries/resend-delivery.server';
import { sendDelivery } from '~/domain/deliveries/send-delivery.server';
import { stopDelivery } from '~/domain/deliveries/stop-delivery.server';
import { testDelivery } from '~/domain/deliveries/test-delivery.server';
import type { Actor } from '~/domain/organisers/organiser';
import { running, workerContext } from '../../jobs/outbox-fixture';
import { createTestContext, type TestContext } from '../../support/database';
import { lettersByMailbox, viewDelivery } from '../../support/dossiers';
import { addressee, createLetter, slug } from '../../support/letter';
import { startMailbox } from '../../support/mailbox';
import { addMember } from '../../support/updates';

let test$: TestContext;
beforeAll(async () => {
  test$ = await createTestContext();
});
afterAll(() => test$.drop());

/** The same sequence for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

test('no sequence of clicks makes a server accept a second letter for one mailbox', async () => {
  const seed = 20261129;
  const random = randomFrom(seed);
  const pick = <One>(from: readonly One[]): One => {
    const one = from[Math.floor(random() * from.length)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  };
  // A server that now and then puts off, and now and then refuses; never in doubt.
  const mailbox = await startMailbox({
    script: {
      onRcptTo() {
        const luck = random();
        if (luck < 0.2) return '451 4.7.1 Greylisted';
        return luck < 0.35 ? '550 5.1.1 No such mailbox' : null;
      },
    },
  });
  // Ten minutes are 60 ms here.
  const { ctx } = workerContext(test$.ctx, { smtpUrl: mailbox.url, retryScale: 0.0001 });
  const letterId = await createLetter(ctx);
  const people: Actor[] = [
    await addMember(ctx, 'hana'),
    await addMember(ctx, 'oleh'),
    { kind: 'operator' },
  ];
  const shared = 'shared@press.example';
  await ctx.db.transaction().execute(async (trx) => {
    const place = {
      channel: 'email' as const,
      addressee,
      locales: ['en'] as const,
      checkedOn: null,
      checkedSource: null,
    };
    await insertTargets({ ...ctx, db: trx }, trx, letterId, [
      {
        ...place,
        name: 'one',
        address: 'one@embassy.example',
        copies: [shared, 'a@press.example'],
      },
      {
        ...place,
        name: 'two',
        address: 'two@ministry.example',
        copies: [shared, 'one@embassy.example'],
      },
      { ...place, name: 'three', address: shared },
    ]);
  });
  const targets = ['one', 'two', 'three'];
  const ids: string[] = [];
  const confirm = addressee;
  let sent = 0;

  const clicks: (() => Promise<unknown>)[] = [
    async () => {
      const made = await prepareDelivery(ctx, { slug, target: pick(targets), actor: pick(people) });
      if (made.ok) ids.push(made.deliveryId);
    },
    () => freezeAgain(ctx, { id: pick(ids), slug, actor: pick(people) }),
    () =>
      testDelivery(ctx, { id: pick(ids), slug, to: ['me@elsewhere.example'], actor: pick(people) }),
    async () => {
      const id = pick(ids);
      const { dossierHash: hash } = await viewDelivery(ctx, id);
      return approveDelivery(ctx, { id, slug, hash, actor: pick(people) });
    },
    async () => {
      const id = pick(ids);
      const at = random() < 0.2 ? new Date(Date.now() + 100) : null;
      const send = () => sendDelivery(ctx, { id, slug, actor: pick(people), confirm, at });
      // A double click.
      const answers = await Promise.all([send(), send()]);
      sent += answers.filter(({ ok }) => ok).length;
      expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(1);
    },
    () => stopDelivery(ctx, { id: pick(ids), slug, actor: pick(people) }),
    () =>
      resendDelivery(ctx, {
        id: pick(ids),
        slug,
        actor: pick(people),
        confirm,
        place: pick([0, 0, 1, 2]),
      }),
  ];
  const often = [0, 1, 2, 3, 3, 4, 4, 4, 4, 5, 6, 6];
  await using _one = running(ctx);
  await using _two = running(ctx);
  ids.push(
    ...(await Promise.all(
      targets.map(async (target) => {
        const made = await prepareDelivery(ctx, { slug, target, actor: { kind: 'operator' } });
        return made.ok ? made.deliveryId : '';
      }),
    )),
  );
  for (let round = 0; round < 80; round += 1) {
    const together = random() < 0.3 ? 2 : 1;
    const chosen = Array.from({ length: together }, () => clicks[pick(often)]);
    await Promise.all(chosen.map((click) => click?.()));
  }
  const open = async () => {
    const rows = await ctx.db
      .selectFrom('messages')
      .select('id')
      .where('delivery_id', 'is not', null)
      .where('finished_at', 'is', null)
      .execute();
    return rows.length;
  };
  await expect.poll(open, { timeout: 30_000, interval: 50 }).toBe(0);
  const counts = await lettersByMailbox(mailbox);
  expect(sent, `seed ${seed}`).toBeGreaterThan(0);
  expect(counts.size, `seed ${seed}`).toBeGreaterThan(0);
  for (const [to, times] of counts) expect(times, `${to}, seed ${seed}`).toBe(1);
  const ledger = await listDeliveries(ctx, { slug });
  if (!ledger.ok) throw new Error(ledger.reason);
  for (const target of targets) {
    const accepted = ledger.deliveries.filter(
      (one) => one.target === target && one.state === 'accepted',
    );
    expect(accepted.length).toBeLessThanOrEqual(1);
  }
  await mailbox.close();
}, 240_000);
