import type { Context } from '~/context.server';
import { listLetterRows } from '~/db/letters.server';
import { type LetterView, takesSignatures } from './letter-view';
import { viewLetter } from './view-letter.server';

/** Letters that take signatures, newest first. */
export async function listOpenLetters(ctx: Context): Promise<LetterView[]> {
  const rows = await listLetterRows(ctx.db, ['open']);
  const letters = await Promise.all(rows.map((row) => viewLetter(ctx, row)));
  return letters.filter((letter) => takesSignatures(letter, ctx.clock.now()));
}
