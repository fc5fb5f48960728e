import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { type DeliveryRow, findDelivery, lockDelivery } from '~/db/deliveries.server';
import { lockTarget } from '~/db/delivery-places.server';
import type { Result } from '~/primitives/result';
import type { Actor } from '../organisers/organiser';

export type DeliveryInput = { slug: string; id: string; actor: Actor };

/** Runs `act` on a delivery of this letter, its target and itself locked in the order of sending. */
export async function withDelivery<Done extends object, Refusal extends string>(
  ctx: Context,
  input: Pick<DeliveryInput, 'slug' | 'id'>,
  act: (trx: Transaction, row: DeliveryRow) => Promise<Result<Done, Refusal>>,
): Promise<Result<Done, Refusal | 'not-found'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await findDelivery(trx, input.id);
    if (found?.slug !== input.slug) return { ok: false, reason: 'not-found' };
    await lockTarget(trx, found.target_id);
    await lockDelivery(trx, found.id);
    const row = await findDelivery(trx, input.id);
    return row ? act(trx, row) : { ok: false, reason: 'not-found' };
  });
}
