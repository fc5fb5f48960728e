import type { Context } from '~/context.server';
import { holdsDeliveryPlace } from '~/db/deliveries.server';
import type { Result } from '~/primitives/result';
import type { Actor } from '../organisers/organiser';
import { draftDelivery } from './draft-delivery.server';
import { storeDelivery } from './store-delivery.server';

/**
 * Freezes text, organisations and names for one target, prints PDF and mail, and stores them as a
 * prepared delivery: what is shown and confirmed afterwards is exactly what leaves. Refused when
 * this version has gone to this target already, or may have.
 */
export async function prepareDelivery(
  ctx: Context,
  input: { slug: string; target: string; actor: Actor },
): Promise<
  Result<
    { deliveryId: string },
    'not-found' | 'draft' | 'unknown-target' | 'too-large' | 'not-email' | 'already-sent'
  >
> {
  const drafted = await draftDelivery(ctx, input);
  if (!drafted.ok) return drafted;
  const { letter, target } = drafted.draft;
  if (target.channel !== 'email') return { ok: false, reason: 'not-email' };
  if (await holdsDeliveryPlace(ctx.db, target.id, letter.version.id)) {
    return { ok: false, reason: 'already-sent' };
  }
  const deliveryId = await ctx.db
    .transaction()
    .execute((trx) => storeDelivery(ctx, trx, drafted.draft, input.actor));
  return { ok: true, deliveryId };
}
