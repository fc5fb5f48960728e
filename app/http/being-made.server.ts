import type { Locale } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import { escapeXml } from '~/primitives/escape-xml';

/** Seconds after which a long document is usually there. */
const askAgainAfter = 20;

/** The answer to whoever asks first for a document that takes its time: calm, and asks again by itself. */
export function beingMade(
  letter: { slug: string; masterLocale: Locale },
  locale: Locale,
): Response {
  const t = translator(locale);
  const back = letterPath(letter, locale);
  const page = `<!DOCTYPE html>
<html lang="${locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${askAgainAfter}">
<meta name="robots" content="noindex"><title>${escapeXml(t('pdf.making'))}</title></head>
<body><main><h1>${escapeXml(t('pdf.making'))}</h1><p>${escapeXml(t('pdf.making.text'))}</p>
<p><a href="${escapeXml(back)}">${escapeXml(t('pdf.making.back'))}</a></p></main></body></html>
`;
  return new Response(page, {
    status: 503,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': locale,
      'Retry-After': String(askAgainAfter),
      'Cache-Control': 'no-store',
    },
  });
}
