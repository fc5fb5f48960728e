import type { Context } from '~/context.server';
import { holdsDeliveryPlace } from '~/db/delivery-places.server';
import type { PreparationAttempt } from '~/db/delivery-preparations.server';
import type { Result } from '~/primitives/result';
import type { Actor } from '../organisers/organiser';
import { type DraftInput, type DraftRefusal, draftDelivery } from './draft-delivery.server';
import { endAttempt } from './end-attempt.server';
import { storeDelivery } from './store-delivery.server';

/**
 * Freezes text, organisations and names for one target, prints PDF and, where it goes by mail, the
 * mail, and stores them as a prepared delivery: what is shown and confirmed afterwards is exactly what
 * leaves. Refused when this version has gone to this target already, or may have; what has changed
 * since then goes as an `addendum`, once one more has been asked for. The `attempt` of a worker ends
 * with it, or nothing is stored.
 */
export async function prepareDelivery(
  ctx: Context,
  input: DraftInput & { actor: Actor; attempt?: PreparationAttempt },
): Promise<Result<{ deliveryId: string }, DraftRefusal | 'already-sent'>> {
  const drafted = await draftDelivery(ctx, input);
  if (!drafted.ok) return drafted;
  const { letter, target, sequence } = drafted.draft;
  const place = { targetId: target.id, versionId: letter.version.id, sequence };
  if (await holdsDeliveryPlace(ctx.db, place)) return { ok: false, reason: 'already-sent' };
  const deliveryId = await ctx.db.transaction().execute(async (trx) => {
    await endAttempt(trx, input.attempt);
    return storeDelivery(ctx, trx, drafted.draft, input.actor);
  });
  return { ok: true, deliveryId };
}
