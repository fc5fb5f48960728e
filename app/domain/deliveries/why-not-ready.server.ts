import type { Context } from '~/context.server';
import type { DeliveryRow } from '~/db/deliveries.server';
import type { Actor } from '../organisers/organiser';
import type { CheckedDossier } from './check-dossier.server';
import { dossierHashOf } from './dossier-hash.server';
import { areTwoPeople, findSecondPerson } from './second-person.server';

export type NotReady =
  /** Nobody has looked at a test of these very bytes. */
  | 'not-tested'
  | 'checks-failed'
  /** A second person has not approved these very bytes. */
  | 'not-approved'
  /** One person would have done everything. */
  | 'two-people';

/**
 * Why a dossier may not be sent yet, or null. `looked` is what the checks said of it; of other bytes
 * than these it counts for nothing. The system sends only what a standing approval covers, so that no
 * test and no further person is asked of it.
 */
export async function whyNotReady(
  ctx: Context,
  row: DeliveryRow,
  actor: Actor,
  looked: CheckedDossier,
): Promise<NotReady | null> {
  const hash = dossierHashOf(row);
  if (looked.hash !== hash || looked.failing) return 'checks-failed';
  if (actor.kind !== 'organiser') return null;
  if (row.tested_hash !== hash) return 'not-tested';
  if ((await findSecondPerson(ctx, row.letter_id)) !== 'needed') return null;
  if (row.approved_hash !== hash) return 'not-approved';
  const done = { preparedBy: row.prepared_by, approvedBy: row.approved_by };
  return areTwoPeople(done, actor) ? null : 'two-people';
}
