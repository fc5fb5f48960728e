import type { Context } from '~/context.server';
import { readOutline } from './read-outline.server';
import { type SealedTarget, unsealTarget } from './sealed-delivery.server';

/**
 * Where a frozen copy goes, whatever its target says by now: its bytes name these mailboxes. Copies
 * that were frozen before that was kept go where the target is.
 */
export async function readFrozenPlace(
  ctx: Context,
  delivery: { id: string; target: { id: string; sealed: Buffer } },
): Promise<SealedTarget> {
  const outline = await readOutline(ctx, delivery.id);
  return outline?.place ?? unsealTarget(ctx, delivery.target);
}
