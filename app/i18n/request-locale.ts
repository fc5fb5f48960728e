import { isLocale, type Locale } from './locale';

/** Pages without a letter of their own stand in this language when the path has no prefix. */
export const defaultLocale: Locale = 'en';

/** The language a path asks for: its prefix, or the master language without one; null if unknown. */
export function localeOf(prefix: string | undefined, masterLocale: Locale): Locale | null {
  if (prefix === undefined) return masterLocale;
  return isLocale(prefix) ? prefix : null;
}

/** The language named by the first part of a path, or null. For pages that know no letter. */
export function localeOfPath(pathname: string): Locale | null {
  const first = pathname.split('/')[1];
  return isLocale(first) ? first : null;
}
