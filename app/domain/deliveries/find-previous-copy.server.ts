import type { Context } from '~/context.server';
import { findLastAcceptedCopy } from '~/db/deliveries.server';
import { countWithdrawnEndorsements } from '~/db/endorsements.server';
import { countTakenBack } from '~/db/signatures.server';
import type { PreviousCopy } from '../letters/letter-snapshot';
import { publicDeliveryStates } from './delivery';
import { unsealSnapshot } from './sealed-delivery.server';

/**
 * The copy that a target accepted last, with how many of those who stood in it, by name or only
 * counted, have withdrawn since. Hiding one's name is not withdrawing, nor is being made invalid by
 * an organiser. Null when the target has had no copy.
 */
export async function findPreviousCopy(
  ctx: Context,
  targetId: string,
): Promise<PreviousCopy | null> {
  const copy = await findLastAcceptedCopy(ctx.db, targetId, publicDeliveryStates);
  if (!copy) return null;
  const frozen = unsealSnapshot(ctx, copy.id, copy.sealed_snapshot);
  const people = [...frozen.signatureIds, ...(frozen.countedIds ?? [])];
  const [withdrawnPeople, withdrawnOrganisations] = await Promise.all([
    countTakenBack(ctx.db, people),
    countWithdrawnEndorsements(ctx.db, frozen.endorsementIds),
  ]);
  return { at: copy.accepted_at.toISOString(), withdrawnPeople, withdrawnOrganisations };
}
