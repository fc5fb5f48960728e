import type { AppLoadContext } from '@remix-run/node';
import type { SignedIn } from '~/domain/organisers/organiser';
import { deskRedirect } from './desk-response.server';

/**
 * For sensitive acts: goes on when the organiser has proven a second factor within ten minutes, or
 * has none (decision 0024). Else throws a redirect to the page that asks for it: 303 for a page
 * that is read; 307 for a form, so that the browser hands what was typed on to that page, which
 * sends it here once more. Files are not handed on. Call it in the loader and in the action.
 */
export function requireRecentFactor(
  args: { request: Request; context: AppLoadContext },
  organiser: SignedIn,
): void {
  if (!organiser.enrolled || organiser.factorRecent) return;
  const { pathname, search } = new URL(args.request.url);
  const reading = args.request.method === 'GET' || args.request.method === 'HEAD';
  const back = encodeURIComponent(pathname + search);
  throw deskRedirect(`/organise/confirm-identity?back=${back}`, reading ? 303 : 307);
}
