import type { Context } from '~/context.server';
import { findLastAcceptedCopy } from '~/db/deliveries.server';
import { listSequence } from '~/db/delivery-places.server';
import { countWithdrawnEndorsements } from '~/db/endorsements.server';
import { countTakenBack } from '~/db/signatures.server';
import type { PreviousCopy } from '../letters/letter-snapshot';
import { publicDeliveryStates } from './delivery';
import { unsealSnapshot } from './sealed-delivery.server';

/**
 * The copy that a target accepted last, with how many of those who stood in it and in what it added
 * to, by name or only counted, have withdrawn since; who an addendum said has left is not told of
 * again. Hiding one's name is not withdrawing, nor is being made invalid by an organiser. Null when
 * the target has had no copy.
 */
export async function findPreviousCopy(
  ctx: Context,
  targetId: string,
): Promise<PreviousCopy | null> {
  const last = await findLastAcceptedCopy(ctx.db, targetId, publicDeliveryStates);
  if (!last) return null;
  const place = { targetId, versionId: last.letter_version_id };
  const people = new Set<string>();
  const organisations = new Set<string>();
  for (const copy of await listSequence(ctx.db, place, publicDeliveryStates)) {
    const frozen = unsealSnapshot(ctx, copy.id, copy.sealed_snapshot);
    for (const id of [...frozen.signatureIds, ...(frozen.countedIds ?? [])]) people.add(id);
    for (const id of frozen.endorsementIds) organisations.add(id);
    for (const id of frozen.withdrawnIds ?? []) {
      people.delete(id);
      organisations.delete(id);
    }
  }
  const [withdrawnPeople, withdrawnOrganisations] = await Promise.all([
    countTakenBack(ctx.db, [...people]),
    countWithdrawnEndorsements(ctx.db, [...organisations]),
  ]);
  return { at: last.accepted_at.toISOString(), withdrawnPeople, withdrawnOrganisations };
}
