import type { Context } from '~/context.server';
import { findDeliveryDocuments } from '~/db/deliveries.server';
import { type SealedTarget, unsealSnapshot, unsealTarget } from './sealed-delivery.server';

/**
 * Where a frozen copy goes, whatever its target says by now: its bytes name these mailboxes. Copies
 * that were frozen before that was kept go where the target is.
 */
export async function readFrozenPlace(
  ctx: Context,
  delivery: { id: string; target: { id: string; sealed: Buffer } },
): Promise<SealedTarget> {
  const documents = await findDeliveryDocuments(ctx.db, delivery.id);
  const place = documents && unsealSnapshot(ctx, delivery.id, documents.sealed_snapshot).place;
  return place ?? unsealTarget(ctx, delivery.target);
}
