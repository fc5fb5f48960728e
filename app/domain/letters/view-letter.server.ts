import type { Context } from '~/context.server';
import { countEndorsements } from '~/db/endorsements.server';
import { type LetterRow, listLetterTexts } from '~/db/letters.server';
import { countConfirmed } from '~/db/signatures.server';
import { type Locale, locales } from '~/i18n/locale';
import type { VersionKind, VersionSummaries } from '../versions/letter-version';
import type { LetterState, LetterText, LetterTexts } from './letter';
import type { LetterView } from './letter-view';

/** Joins a letter's row with its texts and true counts; throws if a language is missing. */
export async function viewLetter(ctx: Context, row: LetterRow): Promise<LetterView> {
  const [texts, people, organisations] = await Promise.all([
    listLetterTexts(ctx.db, row.version_id),
    countConfirmed(ctx.db, { letterId: row.id, meaning: row.version_meaning }),
    countEndorsements(ctx.db, row.id),
  ]);
  return {
    id: row.id,
    slug: row.slug,
    state: row.state as LetterState,
    masterLocale: row.master_locale as Locale,
    timeZone: row.time_zone,
    goal: row.goal,
    demonstration: row.demonstration,
    closesAt: row.closes_at?.toISOString() ?? null,
    namesHidden: row.names_hidden_at !== null,
    listIndexed: row.list_indexed,
    discreetSubject: row.discreet_subject,
    version: {
      id: row.version_id,
      number: row.version_number,
      hash: row.version_hash,
      kind: row.version_kind as VersionKind,
      meaning: row.version_meaning,
      summaries: row.version_summaries as VersionSummaries,
      createdAt: row.version_created_at.toISOString(),
    },
    texts: byLocale<LetterText>(texts) satisfies LetterTexts,
    counts: {
      signatures: people.signatures,
      countries: people.countries,
      carriedOver: people.carriedOver,
      earlier: people.earlier,
      endorsements: organisations.find((group) => group.state === 'approved')?.count ?? 0,
    },
  };
}

/** Text rows as a record by language; a published letter has every language. */
export function byLocale<Text>(rows: { locale: string; content: unknown }[]): Record<Locale, Text> {
  const found = new Map(rows.map((row) => [row.locale, row.content as Text]));
  return Object.fromEntries(
    locales.map((locale) => {
      const text = found.get(locale);
      if (!text) throw new Error(`a text is missing in language ${locale}`);
      return [locale, text];
    }),
  ) as Record<Locale, Text>;
}
