import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from './locale';

export type MessageValues = Record<string, string | number>;

/** British English, so that dates and quotation follow one habit. */
export const intlLocales: Record<Locale, string> = { en: 'en-GB', ko: 'ko-KR', uk: 'uk-UA' };

const compiled = new Map<string, IntlMessageFormat>();

/**
 * An ICU message in one language as plain text; patterns are compiled once. Tags are not markup
 * here: the result is text, whatever the values contain.
 */
export function formatMessage(locale: Locale, pattern: string, values?: MessageValues): string {
  if (!pattern.includes('{')) return pattern;
  const key = `${locale}\n${pattern}`;
  let format = compiled.get(key);
  if (!format) {
    format = new IntlMessageFormat(pattern, intlLocales[locale], undefined, { ignoreTag: true });
    compiled.set(key, format);
  }
  return String(format.format(values));
}
