import type { Context } from '~/context.server';
import type { Locale } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import { findLetter } from './find-letter.server';
import { textLocale } from './letter-view';
import { takeSnapshot } from './take-snapshot.server';

const painted = new Map<string, Promise<Buffer>>();

/** The letter's share image in one language: text only, 1200 × 630 PNG; never names or faces. */
export async function renderLetterShareImage(
  ctx: Context,
  input: { slug: string; locale: Locale },
): Promise<Result<{ png: Buffer }, 'not-found'>> {
  const found = await findLetter(ctx, input);
  if (!found.ok) return found;
  // A picture in a language that has been taken away may still be linked to.
  const locale = textLocale(found.letter, input.locale);
  const place = `${found.letter.version.hash}:${locale}`;
  const known = painted.get(place);
  if (known) return { ok: true, png: await known };
  const { snapshot } = await takeSnapshot(ctx, found.letter, 'public', locale);
  const png = ctx.press.shareImage(snapshot, locale);
  painted.set(place, png);
  png.catch(() => painted.delete(place));
  return { ok: true, png: await png };
}
