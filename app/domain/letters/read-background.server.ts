import type { Context } from '~/context.server';
import { listBackgroundTexts } from '~/db/letters.server';
import type { Result } from '~/primitives/result';
import { findLetter } from './find-letter.server';
import type { BackgroundText, BackgroundTexts } from './letter';
import type { LetterView } from './letter-view';
import { byLocale } from './view-letter.server';

/** The background of a public letter in every language. */
export async function readBackground(
  ctx: Context,
  input: { slug: string },
): Promise<Result<{ letter: LetterView; background: BackgroundTexts }, 'not-found'>> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const rows = await listBackgroundTexts(ctx.db, found.letter.id);
  return { ok: true, letter: found.letter, background: byLocale<BackgroundText>(rows) };
}
