/** The languages every public page, mail and document exists in, in the order they are offered. */
export const locales = ['en', 'ko', 'uk'] as const;

export type Locale = (typeof locales)[number];

/** Each language by its own name, as readers look for it. */
export const localeNames: Record<Locale, string> = {
  en: 'English',
  ko: '한국어',
  uk: 'Українська',
};

export function isLocale(value: unknown): value is Locale {
  return typeof value === 'string' && (locales as readonly string[]).includes(value);
}
