import type { MetaDescriptor } from '@remix-run/react';
import { intlLocales } from '~/i18n/format-message';
import { type Locale, locales } from '~/i18n/locale';
import { localisedPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import type { LetterFrame } from './letter-frame';

type PublicPage = {
  locale: Locale;
  masterLocale: Locale | null;
  /** The languages that the page is offered in; all of them where it is not given. */
  languages?: readonly Locale[];
  publicUrl: string;
  pathname: string;
  title: string;
  description: string;
  image?: string;
};

function alternates({
  masterLocale,
  publicUrl,
  pathname,
  languages = locales,
}: PublicPage): MetaDescriptor[] {
  const link = (hrefLang: string, path: string) => ({
    tagName: 'link' as const,
    rel: 'alternate',
    hrefLang,
    href: publicUrl + path,
  });
  const inDefault = localisedPath(pathname, masterLocale ?? 'en', masterLocale ?? 'en');
  return [
    ...languages.map((code) => link(code, localisedPath(pathname, code, masterLocale))),
    link('x-default', inDefault),
  ];
}

/** For pages that search engines and messengers may show: one address per language, and a card. */
export function publicPageMeta(page: PublicPage): MetaDescriptor[] {
  const { publicUrl, pathname, locale, masterLocale, languages = locales } = page;
  // In a language that it is not offered in, a page repeats the one in the master language.
  const offered = languages.includes(locale) || !masterLocale;
  const canonical =
    publicUrl + (offered ? pathname : localisedPath(pathname, masterLocale, masterLocale));
  const card: MetaDescriptor[] = page.image
    ? [
        { property: 'og:image', content: page.image },
        { property: 'og:image:width', content: '1200' },
        { property: 'og:image:height', content: '630' },
        { property: 'og:image:alt', content: page.title },
        { name: 'twitter:card', content: 'summary_large_image' },
        { name: 'twitter:image', content: page.image },
      ]
    : [{ name: 'twitter:card', content: 'summary' }];
  return [
    { title: page.title },
    { name: 'description', content: page.description },
    { tagName: 'link', rel: 'canonical', href: canonical },
    ...alternates(page),
    { property: 'og:type', content: 'article' },
    { property: 'og:title', content: page.title },
    { property: 'og:description', content: page.description },
    { property: 'og:url', content: canonical },
    { property: 'og:locale', content: intlLocales[page.locale].replace('-', '_') },
    ...card,
  ];
}

/** The public pages of one letter. */
export function letterPageMeta(
  frame: LetterFrame,
  pathname: string,
  title: string,
): MetaDescriptor[] {
  return publicPageMeta({
    locale: frame.locale,
    masterLocale: frame.masterLocale,
    languages: frame.locales,
    publicUrl: frame.publicUrl,
    pathname,
    title,
    description: frame.summary,
    image: `${frame.publicUrl}/share/${frame.slug}.${frame.textLocale}.png`,
  });
}

/** Pages of one visitor: out of search engines, and the title says first when a form was refused. */
export function personalPageMeta(
  locale: Locale,
  title: string,
  options: { refused?: boolean } = {},
): MetaDescriptor[] {
  const full = options.refused ? translator(locale)('page.errorTitle', { title }) : title;
  return [{ title: full }, { name: 'robots', content: 'noindex' }];
}
