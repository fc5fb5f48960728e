import type { LoaderFunctionArgs } from '@remix-run/node';
import { readLetterStatus } from '~/domain/letters/read-letter-status.server';
import { resourceLoader } from '~/http/resource-loader.server';

/** For other sites and programs; counts may be ten seconds old. */
async function sendStatus({ params, context }: LoaderFunctionArgs): Promise<Response> {
  const found = await readLetterStatus(context.ctx, { slug: params.slug ?? '' });
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
  if (!found.ok) {
    const body = JSON.stringify({ error: 'not-found' });
    return new Response(body, {
      status: 404,
      headers: { ...headers, 'Cache-Control': 'no-store' },
    });
  }
  return new Response(JSON.stringify(found.status), {
    headers: { ...headers, 'Cache-Control': 'public, max-age=10' },
  });
}

export const loader = resourceLoader(sendStatus);
