import type { Context } from '~/context.server';
import { findDeliveryDocuments } from '~/db/deliveries.server';
import { listPublicEndorsementRows } from '~/db/endorsements.server';
import { listLetterSignatoryRows } from '~/db/letter-signatories.server';
import { unsealSnapshot } from './sealed-delivery.server';

/**
 * How many people and organisations named in a frozen delivery have since withdrawn, been erased,
 * or hidden their name. Above zero, the delivery must be prepared anew.
 */
export async function countWithdrawnSince(
  ctx: Context,
  delivery: { id: string; letter_id: string },
): Promise<number> {
  const documents = await findDeliveryDocuments(ctx.db, delivery.id);
  if (!documents) return 0;
  const frozen = unsealSnapshot(ctx, delivery.id, documents.sealed_snapshot);
  const [signatories, endorsements] = await Promise.all([
    listLetterSignatoryRows(ctx.db, delivery.letter_id),
    listPublicEndorsementRows(ctx.db, delivery.letter_id),
  ]);
  const standing = new Set([...signatories, ...endorsements].map(({ id }) => id));
  const named = [...frozen.signatureIds, ...frozen.endorsementIds];
  return named.filter((id) => !standing.has(id)).length;
}
