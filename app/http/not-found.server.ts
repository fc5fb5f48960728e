/** The one answer for a missing thing, whatever the cause; the nearest boundary draws the page. */
export function notFound(): never {
  throw new Response(null, { status: 404, headers: { 'Cache-Control': 'no-store' } });
}
