import { countryCodes } from './country-codes';
import { intlLocales } from './format-message';
import type { Locale } from './locale';

const names = new Map<Locale, Intl.DisplayNames>();

function displayNames(locale: Locale): Intl.DisplayNames {
  let found = names.get(locale);
  if (!found) {
    found = new Intl.DisplayNames(intlLocales[locale], { type: 'region' });
    names.set(locale, found);
  }
  return found;
}

/** A country by its name in the reader's language; the code itself when it has none. */
export function countryName(locale: Locale, code: string): string {
  return displayNames(locale).of(code) ?? code;
}

export type CountryOption = { code: string; name: string };

/** Countries in the reader's alphabet, those of the letter's people first. */
export function sortCountries(locale: Locale, codes: Iterable<string>): CountryOption[] {
  const first = ['KR', 'UA'];
  const collator = new Intl.Collator(intlLocales[locale]);
  const rank = (code: string) => (first.includes(code) ? first.indexOf(code) : first.length);
  return [...codes]
    .map((code) => ({ code, name: countryName(locale, code) }))
    .sort((a, b) => rank(a.code) - rank(b.code) || collator.compare(a.name, b.name));
}

const everyCountry = new Map<Locale, CountryOption[]>();

/** All countries of ISO 3166-1 for a list to choose from. */
export function countryOptions(locale: Locale): CountryOption[] {
  let options = everyCountry.get(locale);
  if (!options) {
    options = sortCountries(locale, countryCodes);
    everyCountry.set(locale, options);
  }
  return options;
}

export function isCountryCode(code: string): boolean {
  return countryCodes.has(code);
}
