import { isLocale, type Locale } from '~/i18n/locale';
import { defaultLocale } from '~/i18n/request-locale';

/** The language a browser asks for first among ours (RFC 9110, 12.5.4); English when none is. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  let best: { locale: Locale; quality: number } | null = null;
  for (const range of (acceptLanguage ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const language = tag.split('-')[0];
    if (!isLocale(language)) continue;
    const weight = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean);
    const quality = weight === undefined ? 1 : Number(weight);
    if (quality > (best?.quality ?? 0)) best = { locale: language, quality };
  }
  return best?.locale ?? defaultLocale;
}
