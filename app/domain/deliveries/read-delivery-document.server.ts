import type { Context } from '~/context.server';
import { findDelivery, findDeliveryDocuments } from '~/db/deliveries.server';
import type { Result } from '~/primitives/result';
import { type DeliveryDocument, unsealDocument } from './sealed-delivery.server';

/**
 * The frozen bytes of a delivery's PDF, of its separate annex or of its whole mail (RFC 5322). An annex
 * that is inside the PDF is not found.
 */
export async function readDeliveryDocument(
  ctx: Context,
  input: { id: string; slug?: string; document: DeliveryDocument },
): Promise<Result<{ bytes: Buffer }, 'not-found'>> {
  const row = await findDelivery(ctx.db, input.id);
  const documents = row ? await findDeliveryDocuments(ctx.db, row.id) : undefined;
  if (!row || !documents || (input.slug && row.slug !== input.slug)) {
    return { ok: false, reason: 'not-found' };
  }
  const sealed = documents[`sealed_${input.document}`];
  if (!sealed) return { ok: false, reason: 'not-found' };
  return { ok: true, bytes: unsealDocument(ctx, row.id, input.document, sealed) };
}
