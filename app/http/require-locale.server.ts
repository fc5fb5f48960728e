import { redirect } from '@remix-run/node';
import type { Locale } from '~/i18n/locale';
import { localisedPath } from '~/i18n/localised-path';
import { localeOf } from '~/i18n/request-locale';
import { notFound } from './not-found.server';

/**
 * After an action Remix runs the loaders with a GET copy of its request; only the headers of the
 * body tell that it was none.
 */
function isRead(request: Request): boolean {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  return reads && !request.headers.has('Content-Type') && !request.headers.has('Content-Length');
}

/**
 * The language of a page whose master language is known. Throws a 404 for a prefix that is no
 * language, and for reads a permanent redirect when the prefix names the master language: every
 * page has one address.
 */
export function requireLocale(
  request: Request,
  prefix: string | undefined,
  masterLocale: Locale,
): Locale {
  const locale = localeOf(prefix, masterLocale);
  if (!locale) return notFound();
  if (prefix === masterLocale && isRead(request)) {
    const url = new URL(request.url);
    throw redirect(localisedPath(url.pathname, locale, masterLocale) + url.search, {
      status: 308,
      headers: { 'Cache-Control': 'public, max-age=0, must-revalidate' },
    });
  }
  return locale;
}
