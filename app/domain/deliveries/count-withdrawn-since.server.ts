import type { Context } from '~/context.server';
import { listPublicEndorsementRows } from '~/db/endorsements.server';
import { countMarksGone } from './name-marks.server';
import { readMarks, readOutline } from './read-outline.server';

/**
 * How many people and organisations named in a frozen delivery have since withdrawn, been erased,
 * or hidden their name. Above zero, the delivery must be prepared anew.
 */
export async function countWithdrawnSince(
  ctx: Context,
  delivery: { id: string; letter_id: string },
): Promise<number> {
  const outline = await readOutline(ctx, delivery.id);
  if (!outline) return 0;
  const marks = await readMarks(ctx, delivery.id);
  const endorsements = await listPublicEndorsementRows(ctx.db, delivery.letter_id);
  const standing = new Set(endorsements.map(({ id }) => id));
  const gone = outline.endorsementIds.filter((id) => !standing.has(id));
  return gone.length + (await countMarksGone(ctx, delivery.letter_id, marks));
}
