import type { LoaderFunctionArgs } from '@remix-run/node';
import { isDatabaseAway, retryAfterSeconds } from './database-away.server';

type Load = (args: LoaderFunctionArgs) => Promise<Response>;

/**
 * A loader whose answer is the file itself. No page is drawn around it, so that a database which
 * is away is answered here with 503.
 */
export function resourceLoader(load: Load): Load {
  return async function answer(args) {
    try {
      return await load(args);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      return new Response(null, {
        status: 503,
        headers: { 'Retry-After': String(retryAfterSeconds), 'Cache-Control': 'no-store' },
      });
    }
  };
}
