import type { Context } from '~/context.server';
import { listFrozenSnapshots } from '~/db/deliveries.server';
import { publicDeliveryStates } from './delivery';
import { unsealSnapshot } from './sealed-delivery.server';

/** What a copy that has left holds of one signatory. */
export type CopyOfSignature = {
  /** When it left, ISO 8601 in UTC. */
  at: string;
  has: 'name' | 'number';
};

/**
 * The copies of a letter that have left, or may have, and hold the name of a signatory or count the
 * person without it; oldest first. What stands in a copy is read from its frozen snapshot, not
 * guessed from what the signature says today.
 */
export async function listCopiesOfSignature(
  ctx: Context,
  signature: {
    id: string;
    letter_id: string;
    confirmed_at: Date | null;
    withdrawn_at: Date | null;
  },
): Promise<CopyOfSignature[]> {
  const states = [...publicDeliveryStates, 'unknown'];
  const rows = await listFrozenSnapshots(ctx.db, signature.letter_id, states);
  return rows.flatMap((row): CopyOfSignature[] => {
    const at = (row.accepted_at ?? row.updated_at).toISOString();
    const { signatureIds, countedIds } = unsealSnapshot(ctx, row.id, row.sealed_snapshot);
    if (signatureIds.includes(signature.id)) return [{ at, has: 'name' }];
    const counted = countedIds?.includes(signature.id) ?? countedAt(signature, row.frozen_at);
    return counted ? [{ at, has: 'number' }] : [];
  });
}

/** For copies from before snapshots kept who is counted without a name. */
function countedAt(
  { confirmed_at, withdrawn_at }: { confirmed_at: Date | null; withdrawn_at: Date | null },
  moment: Date,
): boolean {
  if (!confirmed_at || confirmed_at > moment) return false;
  return !withdrawn_at || withdrawn_at > moment;
}
