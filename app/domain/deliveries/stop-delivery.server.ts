import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findDelivery, lockDelivery, updateDeliveryRow } from '~/db/deliveries.server';
import { endWaitingMessages, isLeaving } from '~/db/delivery-messages.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { dossierHashOf } from './dossier-hash.server';
import { recordDeliveryState } from './record-delivery-state.server';

/**
 * Stops a delivery that waits its hold out, or for its time: nothing of it leaves, and it is prepared,
 * or approved, as before. `too-late` as soon as the first of its messages was taken up.
 */
export async function stopDelivery(
  ctx: Context,
  input: { id: string; slug: string; actor: Actor },
): Promise<Result<object, 'not-found' | 'not-queued' | 'too-late'>> {
  const { id, slug, actor } = input;
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockDelivery(trx, id);
    const known = row && (await findDelivery(trx, id));
    if (!row || !known || known.slug !== slug) return { ok: false, reason: 'not-found' };
    if (row.released_at) return { ok: false, reason: 'too-late' };
    if (row.state !== 'queued') return { ok: false, reason: 'not-queued' };
    if (await isLeaving(trx, id)) return { ok: false, reason: 'too-late' };
    await takeBack(ctx, trx, row, 'stopped before it left');
    await recordAudit(trx, {
      actor,
      action: 'delivery.stopped',
      letterId: row.letter_id,
      object: { kind: 'delivery', id },
      details: { target: known.target },
    });
    return { ok: true };
  });
}

type QueuedRow = NonNullable<Awaited<ReturnType<typeof lockDelivery>>>;

/** Ends what waits of a delivery and makes it prepared, or approved, again; the caller holds its lock. */
export async function takeBack(
  ctx: Context,
  trx: Transaction,
  row: QueuedRow,
  evidence: string,
): Promise<void> {
  await endWaitingMessages(trx, { deliveryId: row.id, answer: evidence });
  await updateDeliveryRow(trx, row.id, { leaves_at: null });
  const state = row.approved_hash === dossierHashOf(row) ? 'approved' : 'prepared';
  const step = { deliveryId: row.id, state, channel: 'email', evidence } as const;
  const recorded = await recordDeliveryState(ctx, trx, step);
  if (!recorded.ok) throw new Error('a queued delivery cannot be taken back');
}
