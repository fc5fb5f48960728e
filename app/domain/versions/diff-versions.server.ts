import type { Context } from '~/context.server';
import { listLetterTexts } from '~/db/letters.server';
import type { Locale } from '~/i18n/locale';
import type { LetterText } from '../letters/letter';
import { diffLetterTexts, type FieldDiff } from './diff-letter-texts';

/**
 * The text of a version in one language, as it was published; undefined where it has none in it.
 */
export async function readVersionText(
  ctx: Context,
  versionId: string,
  locale: Locale,
): Promise<LetterText | undefined> {
  const rows = await listLetterTexts(ctx.db, versionId);
  // Checked before it was stored.
  return rows.find((row) => row.locale === locale)?.content as LetterText | undefined;
}

/** What differs between two versions in one language, by their ids; see `diffLetterTexts`. */
export async function diffVersions(
  ctx: Context,
  { from, to, locale }: { from: string; to: string; locale: Locale },
): Promise<FieldDiff[]> {
  if (from === to) return [];
  const [before, after] = await Promise.all([
    readVersionText(ctx, from, locale),
    readVersionText(ctx, to, locale),
  ]);
  return before && after ? diffLetterTexts(before, after) : [];
}
