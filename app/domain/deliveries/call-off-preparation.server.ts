import type { Context } from '~/context.server';
import { lockDelivery } from '~/db/deliveries.server';
import {
  deletePreparation,
  findPreparation,
  lockPreparation,
} from '~/db/delivery-preparations.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';

/**
 * Calls off what the worker was asked to freeze, or puts away that it was refused: a dossier that was to
 * be frozen anew stays as it is, and of a new one (`anew` false) nothing is left. `ended` when there is a
 * delivery and nothing to call off, because the worker was faster; `not-found` when there is neither.
 */
export async function callOffPreparation(
  ctx: Context,
  input: { id: string; slug: string; actor: Actor },
): Promise<Result<{ anew: boolean }, 'ended' | 'not-found'>> {
  const { id, slug, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const delivery = await lockDelivery(trx, id);
    await lockPreparation(trx, id);
    const row = await findPreparation(trx, id);
    if (row?.slug !== slug) return { ok: false, reason: delivery ? 'ended' : 'not-found' };
    await deletePreparation(trx, id);
    await recordAudit(trx, {
      actor,
      action: 'delivery.preparation-called-off',
      letterId: row.letter_id,
      object: { kind: 'delivery', id },
      details: { was: row.state },
    });
    return { ok: true, anew: row.anew };
  });
}
