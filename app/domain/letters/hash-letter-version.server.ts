import { createHash } from 'node:crypto';
import { type Locale, locales } from '~/i18n/locale';
import { type LetterTexts, letterTextSchema } from './letter';

/**
 * SHA-256 (hex) of a version's texts in the languages it is offered in, whatever their order. Keys
 * are written in a fixed order, so the same words give the same hash wherever and however often it
 * is computed. Throws on a text that is not complete.
 */
export function hashLetterVersion(
  texts: LetterTexts,
  offered: readonly Locale[] = locales,
): string {
  const canonical = JSON.stringify(
    locales
      .filter((locale) => offered.includes(locale))
      .map((locale) => [locale, sortKeys(letterTextSchema.parse(texts[locale]))]),
  );
  return createHash('sha256').update(canonical).digest('hex');
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, content]) => content !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, content]) => [key, sortKeys(content)]),
  );
}
