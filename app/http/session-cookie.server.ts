import type { Context } from '~/context.server';

/** The session of somebody who is signed in, the half sign-in of somebody who is not yet, and a room's. */
type Cookie = 'undersigned' | 'undersigned-step' | 'undersigned-room';

const idShape = /^[A-Za-z0-9_-]{32,128}$/;

function isSecure(ctx: Context): boolean {
  return ctx.publicUrl.startsWith('https:');
}

/** `__Host-` binds the cookie to this host over TLS; plain HTTP, for trials only, cannot have it. */
function nameOf(ctx: Context, cookie: Cookie): string {
  return isSecure(ctx) ? `__Host-${cookie}` : cookie;
}

/** The id that a request carries, or null when there is none or it has another shape. */
export function readIdCookie(ctx: Context, request: Request, cookie: Cookie): string | null {
  const prefix = `${nameOf(ctx, cookie)}=`;
  for (const part of (request.headers.get('Cookie') ?? '').split(';')) {
    const pair = part.trim();
    if (!pair.startsWith(prefix)) continue;
    const value = pair.slice(prefix.length);
    return idShape.test(value) ? value : null;
  }
  return null;
}

/** Set-Cookie value; the cookie ends with the browser, or earlier on the server. */
export function writeIdCookie(ctx: Context, cookie: Cookie, id: string): string {
  return attributes(ctx, cookie, id, '');
}

/** Set-Cookie value that removes the cookie from the browser. */
export function clearIdCookie(ctx: Context, cookie: Cookie): string {
  return attributes(ctx, cookie, '', '; Max-Age=0');
}

function attributes(ctx: Context, cookie: Cookie, id: string, lifetime: string): string {
  const secure = isSecure(ctx) ? '; Secure' : '';
  return `${nameOf(ctx, cookie)}=${id}; Path=/; HttpOnly; SameSite=Lax${secure}${lifetime}`;
}
