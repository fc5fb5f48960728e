import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { listViewRows } from '~/db/signature-views.server';
import { unsealView } from './sealed-view.server';
import type { SignatureView } from './signature-view';

/** The views of a letter's table that an organiser keeps, and those that the team shares. */
export async function listViews(
  ctx: Context,
  input: { slug: string; organiserId: string },
): Promise<SignatureView[]> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return [];
  const rows = await listViewRows(ctx.db, letter.id, input.organiserId);
  return rows.map((row) => ({
    id: row.id,
    ...unsealView(ctx, row),
    shared: row.shared,
    own: row.organiser_id === input.organiserId,
  }));
}
