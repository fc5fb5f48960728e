import type { HeadersFunction } from '@remix-run/node';

/**
 * A page's headers are those of what decided about it: the error, else the action, else the
 * loader. A page that says nothing about caching is not cached.
 */
export const forwardHeaders: HeadersFunction = ({ errorHeaders, actionHeaders, loaderHeaders }) => {
  const decided =
    errorHeaders ?? (actionHeaders.has('Cache-Control') ? actionHeaders : loaderHeaders);
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  for (const name of ['Cache-Control', 'Vary', 'Retry-After', 'X-Robots-Tag']) {
    const value = decided.get(name);
    if (value) headers.set(name, value);
  }
  return headers;
};
