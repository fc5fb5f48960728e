import { randomUUID } from 'node:crypto';
import type { Context } from '~/context.server';
import { listTargets } from '~/db/deliveries.server';
import { holdsDeliveryPlace } from '~/db/delivery-places.server';
import { insertPreparation } from '~/db/delivery-preparations.server';
import { countShown } from '~/db/desk-signatures.server';
import { findLetterRow } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { auditAsking } from './audit-asking.server';
import type { DraftInput, DraftRefusal } from './draft-delivery.server';
import { namesForTheWorker } from './preparation';
import { prepareDelivery } from './prepare-delivery.server';

/**
 * Prepares a delivery at once or, with more than `workerAbove` names, writes down that the worker is to:
 * the delivery has its id already. Asked for twice before the worker has done it, it is one delivery.
 * What can be told without printing is refused here, everything else where it is asked for.
 */
export async function startPreparation(
  ctx: Context,
  input: Omit<DraftInput, 'id' | 'cover'> & { actor: Actor },
  { workerAbove = namesForTheWorker } = {},
): Promise<Result<{ deliveryId: string }, DraftRefusal | 'already-sent'>> {
  const { slug, actor, addendum = false } = input;
  const letter = await findLetterRow(ctx.db, { slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const names = await countShown(ctx.db, letter.id, 'addressee');
  if (names <= workerAbove) return prepareDelivery(ctx, input);
  if (letter.state === 'draft') return { ok: false, reason: 'draft' };
  const targets = await listTargets(ctx.db, letter.id);
  const target = targets.find(({ name }) => name === input.target);
  if (!target) return { ok: false, reason: 'unknown-target' };
  const place = { targetId: target.id, versionId: letter.version_id, sequence: 0 };
  if (!addendum && (await holdsDeliveryPlace(ctx.db, place))) {
    return { ok: false, reason: 'already-sent' };
  }
  return ctx.db.transaction().execute(async (trx) => {
    const id = randomUUID();
    const deliveryId = await insertPreparation(trx, {
      delivery_id: id,
      letter_id: letter.id,
      target_id: target.id,
      addendum,
      anew: false,
      names,
      requested_by: actorKey(actor),
    });
    if (deliveryId === id) {
      const asked = { id, letterId: letter.id, target: target.name, names, addendum, anew: false };
      await auditAsking(trx, asked, actor);
    }
    return { ok: true, deliveryId };
  });
}
