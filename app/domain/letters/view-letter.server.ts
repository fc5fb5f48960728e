import type { Context } from '~/context.server';
import { countEndorsements } from '~/db/endorsements.server';
import { type LetterRow, listLetterTexts } from '~/db/letters.server';
import { countPaper } from '~/db/paper-batches.server';
import { countConfirmed } from '~/db/signature-figures.server';
import { type Locale, locales } from '~/i18n/locale';
import type { VersionKind, VersionSummaries } from '../versions/letter-version';
import { emptyLetterText, type LetterState, type LetterText } from './letter';
import type { LetterView } from './letter-view';

/**
 * Joins a letter's row with its texts and true counts. A draft without a text has the working title
 * and nothing else; throws if a letter that is public has no text in its master language.
 */
export async function viewLetter(ctx: Context, row: LetterRow): Promise<LetterView> {
  const [texts, people, organisations, paper] = await Promise.all([
    listLetterTexts(ctx.db, row.version_id),
    countConfirmed(ctx.db, { letterId: row.id, meaning: row.version_meaning }),
    countEndorsements(ctx.db, row.id),
    countPaper(ctx.db, row.id),
  ]);
  const masterLocale = row.master_locale as Locale;
  const offered = locales.filter((locale) => row.locales.includes(locale));
  const found = textsOf<LetterText>(texts, offered);
  const master = found.get(masterLocale);
  if (!master && row.state !== 'draft') throw new Error('a public letter without a text');
  return {
    id: row.id,
    slug: row.slug,
    state: row.state as LetterState,
    masterLocale,
    locales: offered,
    readableIn: offered.filter((locale) => found.has(locale)),
    timeZone: row.time_zone,
    goal: row.goal,
    demonstration: row.demonstration,
    closesAt: row.closes_at?.toISOString() ?? null,
    namesHidden: row.names_hidden_at !== null,
    listIndexed: row.list_indexed,
    discreetSubject: row.discreet_subject,
    workingTitle: row.working_title,
    controller: row.controller,
    privacyContact: row.privacy_contact,
    version: {
      id: row.version_id,
      number: row.version_number,
      hash: row.version_hash,
      kind: row.version_kind as VersionKind,
      meaning: row.version_meaning,
      summaries: row.version_summaries as VersionSummaries,
      createdAt: row.version_created_at.toISOString(),
    },
    texts: byLocale(found, master ?? emptyLetterText(row.working_title)),
    counts: {
      signatures: people.signatures,
      countries: people.countries,
      carriedOver: people.carriedOver,
      earlier: people.earlier,
      endorsements: organisations.find((group) => group.state === 'approved')?.count ?? 0,
    },
    paper,
  };
}

/** Stored texts by their language, as far as it is one of `offered`. */
export function textsOf<Text>(
  rows: readonly { locale: string; content: unknown }[],
  offered: readonly Locale[],
): Map<Locale, Text> {
  const found = new Map<Locale, Text>();
  for (const locale of offered) {
    const row = rows.find((one) => one.locale === locale);
    if (row) found.set(locale, row.content as Text);
  }
  return found;
}

/** A text for every language: its own, or `otherwise` where there is none. */
export function byLocale<Text>(
  found: ReadonlyMap<Locale, Text>,
  otherwise: Text,
): Record<Locale, Text> {
  return Object.fromEntries(
    locales.map((locale) => [locale, found.get(locale) ?? otherwise]),
  ) as Record<Locale, Text>;
}
