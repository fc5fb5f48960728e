import type { Locale } from '~/i18n/locale';

const scripts: Record<Locale, RegExp> = {
  ko: /\p{Script=Hangul}/u,
  uk: /\p{Script=Cyrillic}/u,
  en: /\p{Script=Latin}/u,
};

/**
 * The language in which a voice should read a name: that of its script, as far as the script tells.
 * Undefined for other scripts, and for Latin letters unless the person signed in English.
 */
export function languageOfName(name: string, signedIn?: Locale): Locale | undefined {
  if (scripts.ko.test(name)) return 'ko';
  if (scripts.uk.test(name)) return 'uk';
  return signedIn === 'en' && scripts.en.test(name) ? 'en' : undefined;
}
