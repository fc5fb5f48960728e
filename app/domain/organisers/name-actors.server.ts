import type { Context } from '~/context.server';
import { findOrganiser } from '~/db/organisers.server';
import { isUuid } from '~/primitives/uuid';
import type { Actor } from './organiser';
import { unsealOrganiser } from './sealed-organiser.server';

/** What a row keeps of who made it: an organiser's id, or `operator` or `system`. */
export function actorKey(actor: Actor): string {
  return actor.kind === 'organiser' ? actor.organiserId : actor.kind;
}

/** The actor of such a key, for what is carried out later than it was asked for. */
export function actorOfKey(key: string): Actor {
  if (key === 'operator' || key === 'system') return { kind: key };
  return { kind: 'organiser', organiserId: key };
}

/** Words for such keys: the organiser's address, or the key itself for the command line and the system. */
export async function nameActors(
  ctx: Context,
  keys: Iterable<string>,
): Promise<(key: string) => string> {
  const names = new Map<string, string>();
  for (const key of new Set(keys)) {
    const organiser = isUuid(key) ? await findOrganiser(ctx.db, key) : undefined;
    if (organiser) names.set(key, unsealOrganiser(ctx, organiser).email);
  }
  return (key) => names.get(key) ?? (isUuid(key) ? 'a former organiser' : key);
}
