import { isDeepStrictEqual } from 'node:util';
import type { Context } from '~/context.server';
import type { DeliveryRow } from '~/db/deliveries.server';
import { usualNames } from '../letters/annex-names';
import { readOutline } from './read-outline.server';
import { unsealTarget } from './sealed-delivery.server';

/**
 * What has changed since a copy was frozen, so that it would be another one now: the public `text` of
 * its version, or where and to whom the `target` is and how names stand for it; null for neither.
 */
export async function findChangeSince(
  ctx: Context,
  delivery: DeliveryRow,
): Promise<'text' | 'target' | null> {
  const outline = await readOutline(ctx, delivery.id);
  if (!outline) return null;
  const { snapshot, place } = outline;
  if (snapshot.versionHash !== delivery.version_hash) return 'text';
  if (!place) return null;
  const row = { id: delivery.target_id, sealed: delivery.sealed_target };
  const { address, copies = [], names = usualNames } = unsealTarget(ctx, row);
  const same =
    place.addressee === delivery.addressee &&
    place.address === address &&
    isDeepStrictEqual(place.names ?? usualNames, names) &&
    withoutSelf(place.copies, address) === withoutSelf(copies, address);
  return same ? null : 'target';
}

function withoutSelf(copies: readonly string[], address: string): string {
  return copies.filter((copy) => copy !== address).join('\n');
}
