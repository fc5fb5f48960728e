import { json } from '@remix-run/node';
import { type LetterView, listMayBeIndexed } from '~/domain/letters/letter-view';

/** Anybody may keep a copy, and asks each time whether it is still the newest (RFC 9111, 5.2.2). */
const publicHeaders = {
  'Cache-Control': 'public, max-age=0, must-revalidate',
  // The page names its web fonts only to readers who do not ask for less data.
  Vary: 'Save-Data',
};

/** Data of a page that is the same for everybody. */
export function publicJson<Data>(data: Data, headers: Record<string, string> = {}) {
  return json(data, { headers: { ...publicHeaders, ...headers } });
}

/** Keeps what names people out of search engines, unless the organisers let it in. */
export function namesRobots(letter: LetterView): Record<string, string> {
  return listMayBeIndexed(letter) ? {} : { 'X-Robots-Tag': 'noindex' };
}

/** Data of a page that shows, or was reached by, something personal: nobody keeps a copy. */
export function privateJson<Data>(data: Data, status = 200, headers: HeadersInit = {}) {
  const all = new Headers(headers);
  all.set('Cache-Control', 'no-store');
  all.set('X-Robots-Tag', 'noindex');
  return json(data, { status, headers: all });
}

/** A public file that may change: the PDF, the plain text, the picture for shared links. */
export function publicFile(bytes: Buffer | string, headers: Record<string, string>): Response {
  const body = typeof bytes === 'string' ? bytes : new Uint8Array(bytes);
  return new Response(body, {
    headers: { 'Cache-Control': 'public, max-age=0, must-revalidate', ...headers },
  });
}
