import type { LoaderFunctionArgs } from '@remix-run/node';
import type { AccessScope } from '~/domain/access/access-token';
import { authoriseAccess } from '~/domain/access/authorise-access.server';
import { countAgainstLimit } from '~/domain/protection/count-against-limit.server';
import './load-context';

const bearer = /^Bearer ([A-Za-z0-9_-]{20,128})$/i;

/** An answer to a program: JSON, in no cache. */
export function accessJson(body: object, status = 200, headers: Record<string, string> = {}) {
  return new Response(`${JSON.stringify(body)}\n`, {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}

/**
 * The guard of every address under `/api/v1/letters/:slug` (RFC 6750): the scopes of the token.
 * Throws 401 without a live token, 404 for a letter that is not the token's, 403 without the scope,
 * 429 after 600 requests in 15 minutes.
 */
export async function requireAccess(
  { request, context, params }: LoaderFunctionArgs,
  scope: AccessScope | null,
): Promise<{ slug: string; scopes: AccessScope[] }> {
  const slug = params.slug ?? '';
  const token = bearer.exec(request.headers.get('Authorization') ?? '')?.[1];
  if (!token) throw unauthorised('Send a token: Authorization: Bearer …');
  const access = await authoriseAccess(context.ctx, { token, slug, scope });
  if (!access.ok) {
    switch (access.reason) {
      case 'unknown-token':
        throw unauthorised('This token is not known, has expired or was revoked.', 'invalid_token');
      case 'not-found':
        throw accessJson({ error: 'not-found', message: 'No such letter for this token.' }, 404);
      case 'scope-missing':
        throw accessJson(
          { error: 'insufficient-scope', message: `This token lacks the scope ${scope}.` },
          403,
          { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
        );
      default:
        throw new Error(access.reason satisfies never);
    }
  }
  const key = `token:${access.tokenId}`;
  const exceeded = await countAgainstLimit(context.ctx, { network: key, policies: ['access'] });
  const wait = exceeded.get('access');
  if (wait) {
    const message = `Too many requests; go on in ${wait} seconds.`;
    throw accessJson({ error: 'too-many-requests', message }, 429, { 'Retry-After': String(wait) });
  }
  return { slug, scopes: access.scopes };
}

function unauthorised(message: string, error?: string): Response {
  const challenge = error ? `Bearer realm="letters", error="${error}"` : 'Bearer realm="letters"';
  const headers = { 'WWW-Authenticate': challenge };
  return accessJson({ error: 'unauthorised', message }, 401, headers);
}
