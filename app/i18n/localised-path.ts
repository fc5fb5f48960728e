import type { Locale } from './locale';

const prefix = /^\/(?:en|ko|uk)(?=\/|$)/;

/**
 * The same page in another language. `masterLocale` is the language that has no prefix; null when
 * every language has one.
 */
export function localisedPath(
  pathname: string,
  locale: Locale,
  masterLocale: Locale | null,
): string {
  const bare = pathname.replace(prefix, '') || '/';
  if (locale === masterLocale) return bare;
  return bare === '/' ? `/${locale}` : `/${locale}${bare}`;
}

/** Where a letter or one of its pages is; `page` such as `sign`, or nothing for the letter. */
export function letterPath(
  letter: { slug: string; masterLocale: Locale },
  locale: Locale,
  page?: string,
): string {
  const path = `/letters/${letter.slug}${page ? `/${page}` : ''}`;
  return localisedPath(path, locale, letter.masterLocale);
}
