import type { Context } from '~/context.server';
import { listChanges } from '~/domain/endorsements/list-changes.server';
import { setCoordinator } from '~/domain/endorsements/set-coordinator.server';
import type { Actor } from '~/domain/organisers/organiser';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

/**
 * Reads `coordinator`, the id of an approved organisation or nothing, and makes it so. One that is
 * not approved, or of another letter, is not found: throws a Response 404.
 */
export async function chooseCoordinator(
  ctx: Context,
  { slug, fields, actor }: { slug: string; fields: FormFields; actor: Actor },
): Promise<void> {
  const listed = await listChanges(ctx, { slug });
  if (!listed.ok) return notFound();
  const { coordinator = '' } = fields;
  const id = coordinator || listed.approved.find((one) => one.coordinator)?.id;
  if (!id) return;
  const set = await setCoordinator(ctx, { id, slug, actor, coordinator: coordinator !== '' });
  if (!set.ok) return notFound();
}
