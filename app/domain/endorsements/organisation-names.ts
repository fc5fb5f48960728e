import type { Locale } from '~/i18n/locale';

/** Languages in which an organisation may be named besides its own script and English. */
type FurtherLocale = Exclude<Locale, 'en'>;

/** What an organisation is called in further languages, as far as it has said so. */
export type OrganisationNames = Partial<Record<FurtherLocale, string>>;

/** The field of the form for each of them. */
export const nameFields = { ko: 'nameKo', uk: 'nameUk' } as const satisfies Record<
  FurtherLocale,
  string
>;
export type NameField = (typeof nameFields)[FurtherLocale];

export const furtherLocales = Object.keys(nameFields) as FurtherLocale[];

export function namesOf(form: Record<NameField, string>): OrganisationNames {
  const given = furtherLocales.map((locale) => [locale, form[nameFields[locale]]]);
  return Object.fromEntries(given.filter(([, name]) => name));
}

export type NamedOrganisation = {
  organisation: string;
  organisationEn: string;
  names?: OrganisationNames;
};

/**
 * What stands first in a language, the name that the organisation gave for it or else its own, and
 * what stands beside it: its own name where that is another one, else the English one.
 */
export function shownNames(
  one: NamedOrganisation,
  locale: Locale,
): { name: string; beside: string | null } {
  const { organisation, organisationEn } = one;
  const given = locale === 'en' ? organisationEn : one.names?.[locale];
  const name = given || organisation;
  const beside = name === organisation ? organisationEn : organisation;
  return { name, beside: beside && beside !== name ? beside : null };
}

type Placed = NamedOrganisation & { coordinator?: boolean; foundingPosition?: number | null };

/** The coordinator, founding organisations in their order, then the others by the language's alphabet. */
export function inOrder<Organisation extends Placed>(
  organisations: readonly Organisation[],
  locale: Locale,
): Organisation[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const last = Number.MAX_SAFE_INTEGER;
  const nameOf = (one: Organisation) => shownNames(one, locale).name;
  return organisations.toSorted(
    (a, b) =>
      Number(b.coordinator ?? false) - Number(a.coordinator ?? false) ||
      (a.foundingPosition ?? last) - (b.foundingPosition ?? last) ||
      collator.compare(nameOf(a), nameOf(b)),
  );
}
