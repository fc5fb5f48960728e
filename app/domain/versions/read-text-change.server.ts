import type { Context } from '~/context.server';
import { listVersionRows } from '~/db/letter-versions.server';
import type { Locale } from '~/i18n/locale';
import type { LetterView } from '../letters/letter-view';
import type { FieldDiff } from './diff-letter-texts';
import { diffVersions } from './diff-versions.server';
import { summaryIn, type VersionSummaries } from './letter-version';

/** What happened to a letter's text since the version that somebody knows. */
export type TextChange = {
  from: number;
  to: number;
  /** When the present version was published, ISO 8601 in UTC. */
  publishedAt: string;
  /** What each version since says of itself, oldest first. */
  summaries: string[];
  fields: FieldDiff[];
};

/** What changed from a version of the letter (by its id) to the present one, in one language. */
export async function readTextChange(
  ctx: Context,
  letter: LetterView,
  { since, locale }: { since: string; locale: Locale },
): Promise<TextChange> {
  const rows = await listVersionRows(ctx.db, letter.id);
  const known = rows.find(({ id }) => id === since);
  if (!known) throw new Error('a version of another letter');
  const later = rows.filter(({ number }) => number > known.number).reverse();
  return {
    from: known.number,
    to: letter.version.number,
    publishedAt: letter.version.createdAt,
    summaries: later.flatMap((row) => {
      const said = row.summaries as VersionSummaries;
      return summaryIn(said, locale, letter.masterLocale) ?? [];
    }),
    fields: await diffVersions(ctx, { from: since, to: letter.version.id, locale }),
  };
}
