import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { renderToString } from 'react-dom/server';
import { NonceProvider } from './components/nonce-context';
import { isDatabaseAway, retryAfterSeconds } from './http/database-away.server';
import './http/load-context';

const refusedByDatabase = new WeakSet<Request>();

/** Called with the error itself, before Remix takes its details away for the page. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || error instanceof Response) return;
  const { ctx, requestId } = context as AppLoadContext;
  if (isRouteErrorResponse(error)) {
    // The framework's own refusal of an address or method; its text repeats the address with its token.
    ctx.log.debug({ requestId, status: error.status }, 'request refused');
    return;
  }
  if (isDatabaseAway(error)) {
    refusedByDatabase.add(request);
    ctx.log.warn({ requestId, code: (error as { code?: string }).code }, 'database away');
    return;
  }
  ctx.log.error({ requestId, err: error }, 'request failed');
};

/**
 * Renders a document at once: no page waits for anything after its loaders. An error that means
 * "PostgreSQL is away" is thrown again as 503, which draws the boundary with that status.
 */
export default function handleDocument(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Response {
  if (refusedByDatabase.delete(request)) {
    throw new Response(null, { status: 503 });
  }
  const markup = renderToString(
    <NonceProvider value={loadContext.nonce}>
      <RemixServer context={remixContext} url={request.url} nonce={loadContext.nonce} />
    </NonceProvider>,
  );
  headers.set('Content-Type', 'text/html; charset=utf-8');
  if (status === 503) headers.set('Retry-After', String(retryAfterSeconds));
  if (status >= 400 || !headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  return new Response(`<!DOCTYPE html>${markup}`, { status, headers });
}
