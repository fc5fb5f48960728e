import type { Context } from '~/context.server';
import { listLetterRoles } from '~/db/letter-roles.server';
import { findOrganiser } from '~/db/organisers.server';
import { maskEmailAddress } from '~/primitives/email-address';
import type { OrganiserRole } from '../organisers/organiser';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';

/**
 * On whose authority something happened. `email` is masked, and null for somebody who is no
 * organiser any more; `role` is the one that counts now, null for none.
 */
export type AuditActor =
  | { kind: 'organiser'; id: string; email: string | null; role: OrganiserRole | null }
  | { kind: 'operator' | 'system' };

type Named = { actor_kind: string; organiser_id: string | null };

/** Who stands behind entries of the log: masked addresses, with the roles on a letter if one is given. */
export async function nameAuditActors(
  ctx: Context,
  organiserIds: Iterable<string>,
  letterId?: string,
): Promise<(row: Named) => AuditActor> {
  const known = new Map<string, { email: string; role: OrganiserRole | null }>();
  const here = letterId ? await listLetterRoles(ctx.db, letterId) : new Map<string, string>();
  for (const id of new Set(organiserIds)) {
    const row = await findOrganiser(ctx.db, id);
    if (!row) continue;
    const role = row.role === 'owner' ? row.role : (here.get(id) ?? row.role);
    const email = maskEmailAddress(unsealOrganiser(ctx, row).email);
    known.set(id, { email, role: role as OrganiserRole | null });
  }
  return ({ actor_kind, organiser_id: id }) => {
    if (actor_kind !== 'organiser' || !id) return { kind: actor_kind as 'operator' | 'system' };
    const { email = null, role = null } = known.get(id) ?? {};
    return { kind: 'organiser', id, email, role };
  };
}
