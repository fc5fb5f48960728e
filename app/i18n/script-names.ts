import { intlLocales } from './format-message';
import type { Locale } from './locale';

const names = new Map<Locale, Intl.DisplayNames>();

/** A script (ISO 15924, "Arab") by its name in the reader's language; the code when it has none. */
export function scriptName(locale: Locale, code: string): string {
  let found = names.get(locale);
  if (!found) {
    found = new Intl.DisplayNames(intlLocales[locale], { type: 'script' });
    names.set(locale, found);
  }
  return found.of(code) ?? code;
}
