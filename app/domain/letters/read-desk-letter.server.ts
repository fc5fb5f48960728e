import type { Context } from '~/context.server';
import { findLetterRow, listBackgroundTexts, listLetterTexts } from '~/db/letters.server';
import { type Locale, locales } from '~/i18n/locale';
import type { Result } from '~/primitives/result';
import type { LetterView } from './letter-view';
import { type DeskCounts, readDeskCounts } from './read-desk-counts.server';
import { viewLetter } from './view-letter.server';

/** A letter with its figures and how far each translation has been reviewed; drafts too. */
export async function readDeskLetter(
  ctx: Context,
  input: { slug: string },
): Promise<
  Result<
    {
      letter: LetterView & {
        reviews: Record<Locale, string>;
        backgroundReviews: Record<Locale, string>;
      };
      counts: DeskCounts;
    },
    'not-found'
  >
> {
  const row = await findLetterRow(ctx.db, { slug: input.slug });
  if (!row) return { ok: false, reason: 'not-found' };
  const [letter, counts, texts, backgrounds] = await Promise.all([
    viewLetter(ctx, row),
    readDeskCounts(ctx, row.id),
    listLetterTexts(ctx.db, row.version_id),
    listBackgroundTexts(ctx.db, row.id),
  ]);
  return {
    ok: true,
    letter: {
      ...letter,
      reviews: reviewsOf(texts),
      backgroundReviews: reviewsOf(backgrounds),
    },
    counts,
  };
}

function reviewsOf(texts: { locale: string; review: string }[]): Record<Locale, string> {
  return Object.fromEntries(
    locales.map((locale) => [
      locale,
      texts.find((text) => text.locale === locale)?.review ?? 'missing',
    ]),
  ) as Record<Locale, string>;
}
