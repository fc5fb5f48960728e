import type { Locale } from '~/i18n/locale';

/**
 * `first` is the text that signing began with. A `correction` leaves the meaning as it was: every
 * signature goes on to count for it. After a `change` signatures count for the text they were given
 * to, until their owners carry them over.
 */
export const versionKinds = ['first', 'correction', 'change'] as const;
export type VersionKind = (typeof versionKinds)[number];

/** What can be published after the first text. */
export type LaterKind = Exclude<VersionKind, 'first'>;

/** What changed, in the organisers' words, by language; nothing for the first version. */
export type VersionSummaries = Partial<Record<Locale, string>>;

export const longestSummary = 600;

/** A version as anybody may know it. */
export type VersionView = {
  id: string;
  number: number;
  kind: VersionKind;
  meaning: number;
  hash: string;
  summaries: VersionSummaries;
  /** ISO 8601 in UTC. */
  publishedAt: string;
  /** Confirmed people who stand for its meaning now. */
  people: number;
};

/** What a version says of itself in a language, or else in the letter's own. */
export function summaryIn(
  summaries: VersionSummaries,
  locale: Locale,
  masterLocale: Locale,
): string | null {
  return summaries[locale] ?? summaries[masterLocale] ?? null;
}
