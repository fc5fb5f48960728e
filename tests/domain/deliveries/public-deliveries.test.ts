import { afterAll, beforeAll, expect, test } from 'vitest';
import { listPublicDeliveries } from '~/domain/deliveries/list-public-deliveries.server';
import { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import { recordDeliveryState } from '~/domain/deliveries/record-delivery-state.server';
import { findLetter } from '~/domain/letters/find-letter.server';
import { createTestContext, type TestContext } from '../../support/database';
import { createLetter, slug } from '../../support/letter';

let test$: TestContext;
beforeAll(async () => {
  test$ = await createTestContext();
  await createLetter(test$.ctx);
});
afterAll(() => test$.drop());

async function publicRecord() {
  const found = await findLetter(test$.ctx, { slug });
  if (!found.ok) throw new Error(found.reason);
  const deliveries = await listPublicDeliveries(test$.ctx, found.letter.id);
  return deliveries.map(({ state, at }) => [state, at]);
}

test('the page says of each state when it was reached, not when the copy left', async () => {
  const { ctx } = test$;
  const actor = { kind: 'operator' } as const;
  const prepared = await prepareDelivery(ctx, { slug, target: 'embassy', actor });
  if (!prepared.ok) throw new Error(prepared.reason);
  const { deliveryId } = prepared;
  expect(await publicRecord()).toEqual([]);
  const times = new Set<string>();
  for (const state of ['accepted', 'acknowledged', 'answered'] as const) {
    const step = { deliveryId, state, channel: 'hand', evidence: null };
    const recording = ctx.db.transaction();
    const recorded = await recording.execute((trx) => recordDeliveryState(ctx, trx, step));
    expect(recorded).toMatchObject({ ok: true });
    const { at } = await ctx.db
      .selectFrom('delivery_events')
      .select('at')
      .where('delivery_id', '=', deliveryId)
      .where('state', '=', state)
      .executeTakeFirstOrThrow();
    expect(await publicRecord()).toEqual([[state, at.toISOString()]]);
    times.add(at.toISOString());
  }
  expect(times.size).toBe(3);
});
