import { type Locale, localeNames, locales } from '~/i18n/locale';
import { translator } from '~/i18n/translator';

/** What the error page says, as plain strings: the catalogues stay out of the desk's scripts. */
export function readErrorTexts(locale: Locale) {
  const t = translator(locale);
  return {
    locale,
    home: `/${locale}`,
    siteName: t('site.name'),
    skip: t('page.skip'),
    languages: t('page.languages'),
    languageLinks: locales.map((code) => ({ code, name: localeNames[code], href: `/${code}` })),
    notFound: { title: t('error.404.title'), text: t('error.404.text') },
    refused: { title: t('error.403.title'), text: t('error.403.text') },
    method: { title: t('error.405.title'), text: t('error.405.text') },
    tooLarge: { title: t('error.413.title'), text: t('error.413.text') },
    unreadable: { title: t('error.400.title'), text: t('error.400.text') },
    away: { title: t('error.503.title'), text: t('error.503.text') },
    failed: { title: t('error.500.title'), text: t('error.500.text') },
    next: t('error.next'),
  };
}

export type ErrorTexts = ReturnType<typeof readErrorTexts>;
