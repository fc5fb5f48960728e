import type { Context } from '~/context.server';
import { findDelivery, lockDelivery } from '~/db/deliveries.server';
import { markDossierApproved } from '~/db/delivery-approval.server';
import { isBeingFrozen } from '~/db/delivery-preparations.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { actorKey } from '../organisers/name-actors.server';
import type { Actor } from '../organisers/organiser';
import { countWithdrawnSince } from './count-withdrawn-since.server';
import { dossierHashOf } from './dossier-hash.server';
import { findChangeSince } from './find-change-since.server';
import { recordDeliveryState } from './record-delivery-state.server';

export type ApproveRefusal =
  | 'not-found'
  | 'not-prepared'
  /** It waits to be frozen anew. */
  | 'being-frozen'
  /** It is another dossier than the one that was looked at. */
  | 'hash-changed'
  /** Whoever prepared a dossier does not approve it. */
  | 'same-person'
  | 'snapshot-stale'
  | 'text-changed'
  | 'target-changed';

/**
 * A second person approves a dossier by the hash of what was shown (`hash`). It lasts as long as text,
 * target, cover and snapshot stay what they are: sending compares.
 */
export async function approveDelivery(
  ctx: Context,
  input: { id: string; slug: string; hash: string; actor: Actor },
): Promise<Result<object, ApproveRefusal>> {
  const { id, slug, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockDelivery(trx, id);
    const known = row && (await findDelivery(trx, id));
    if (!row || !known || known.slug !== slug) return { ok: false, reason: 'not-found' };
    if (row.state !== 'prepared') return { ok: false, reason: 'not-prepared' };
    if (await isBeingFrozen(trx, id)) return { ok: false, reason: 'being-frozen' };
    const hash = dossierHashOf(row);
    if (hash !== input.hash) return { ok: false, reason: 'hash-changed' };
    if (row.prepared_by === actorKey(actor)) return { ok: false, reason: 'same-person' };
    const inside = { ...ctx, db: trx };
    const change = await findChangeSince(inside, known);
    if (change) return { ok: false, reason: `${change}-changed` };
    if ((await countWithdrawnSince(inside, row)) > 0) {
      return { ok: false, reason: 'snapshot-stale' };
    }
    await markDossierApproved(trx, id, { hash, by: actorKey(actor) });
    const evidence = `hash ${hash.slice(0, 16)}`;
    const step = { deliveryId: id, state: 'approved', channel: known.channel, evidence } as const;
    const recorded = await recordDeliveryState(ctx, trx, step);
    if (!recorded.ok) throw new Error('a prepared delivery cannot be approved');
    await recordAudit(trx, {
      actor,
      action: 'delivery.approved',
      letterId: row.letter_id,
      object: { kind: 'delivery', id },
      details: { target: known.target, hash },
    });
    return { ok: true };
  });
}
