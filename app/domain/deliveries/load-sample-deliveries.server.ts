import type { Context } from '~/context.server';
import { draftDelivery } from './draft-delivery.server';
import { prepareDelivery } from './prepare-delivery.server';
import { recordDeliveryState } from './record-delivery-state.server';
import { storeDelivery } from './store-delivery.server';

const actor = { kind: 'operator' } as const;

/** The demonstration's ledger: a copy handed over and acknowledged, and a mail prepared. */
export async function loadSampleDeliveries(ctx: Context, slug: string): Promise<void> {
  const drafted = await draftDelivery(ctx, { slug, target: 'front-desk' });
  if (!drafted.ok) throw new Error(`the sample campaign has no front desk: ${drafted.reason}`);
  await ctx.db.transaction().execute(async (trx) => {
    const deliveryId = await storeDelivery(ctx, trx, drafted.draft, actor);
    for (const { state, evidence } of handedOver) {
      const step = { deliveryId, state, channel: 'hand', evidence };
      const recorded = await recordDeliveryState(ctx, trx, step);
      if (!recorded.ok) throw new Error(`the sample delivery cannot be ${state}`);
    }
  });
  const prepared = await prepareDelivery(ctx, { slug, target: 'embassy', actor });
  if (!prepared.ok) throw new Error(`the sample mail cannot be prepared: ${prepared.reason}`);
}

const handedOver = [
  { state: 'accepted', evidence: 'Demonstration: handed over at the front desk, receipt stamped' },
  { state: 'acknowledged', evidence: 'Demonstration: receipt confirmed in writing, reference 1' },
] as const;
