import type { Context } from '~/context.server';
import { findDeliveryDocuments } from '~/db/deliveries.server';
import type { TakenSnapshot } from '../letters/take-snapshot.server';
import { unsealSnapshot } from './sealed-delivery.server';

/** What a delivery was frozen from, with the names in it; null for an unknown one. */
export async function readFrozen(ctx: Context, id: string): Promise<TakenSnapshot | null> {
  const documents = await findDeliveryDocuments(ctx.db, id);
  return documents ? unsealSnapshot(ctx, id, documents.sealed_snapshot) : null;
}
