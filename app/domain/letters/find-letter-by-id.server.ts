import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import type { LetterView } from './letter-view';
import { viewLetter } from './view-letter.server';

/** The letter that a row refers to; a missing one is a broken reference, so it throws. */
export async function findLetterById(ctx: Context, id: string): Promise<LetterView> {
  const row = await findLetterRow(ctx.db, { id });
  if (!row) throw new Error('a row refers to a letter that does not exist');
  return viewLetter(ctx, row);
}
