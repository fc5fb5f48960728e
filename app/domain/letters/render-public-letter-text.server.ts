import type { Context } from '~/context.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { findLetter } from './find-letter.server';
import { textLocale } from './letter-view';
import { takeSnapshot } from './take-snapshot.server';

/** The public letter as plain text of at most 76 columns. */
export async function renderPublicLetterText(
  ctx: Context,
  input: { slug: string; locale: Locale },
): Promise<Result<{ text: string }, 'not-found'>> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  const locale = textLocale(found.letter, input.locale);
  const { snapshot } = await takeSnapshot(ctx, found.letter, 'public', locale);
  return { ok: true, text: ctx.press.letterText(snapshot, [locale]) };
}
