import type { Context } from '~/context.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { findLetter } from './find-letter.server';
import { takeSnapshot } from './take-snapshot.server';

/** The public letter as plain text of at most 76 columns. */
export async function renderPublicLetterText(
  ctx: Context,
  input: { slug: string; locale: Locale },
): Promise<Result<{ text: string }, 'not-found'>> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const { snapshot } = await takeSnapshot(ctx, found.letter, 'public', input.locale);
  return { ok: true, text: ctx.press.letterText(snapshot, [input.locale]) };
}
