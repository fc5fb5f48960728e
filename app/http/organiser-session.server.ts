import { type AppLoadContext, redirect } from '@remix-run/node';
import type { Context } from '~/context.server';
import {
  type Act,
  type Actor,
  type Organiser,
  type OrganiserRole,
  permits,
} from '~/domain/organisers/organiser';
import { readSession } from '~/domain/organisers/read-session.server';
import './load-context';
import { notFound } from './not-found.server';

const signInPath = '/organise/sign-in';
const sessionIdShape = /^[A-Za-z0-9_-]{32,128}$/;
const noStore = { 'Cache-Control': 'no-store' };

function isSecure(ctx: Context): boolean {
  return ctx.publicUrl.startsWith('https:');
}

/** `__Host-` binds the cookie to this host over TLS; plain HTTP, for trials only, cannot have it. */
function cookieName(ctx: Context): string {
  return isSecure(ctx) ? '__Host-undersigned' : 'undersigned';
}

function writeCookie(ctx: Context, value: string, lifetime: string): string {
  const secure = isSecure(ctx) ? '; Secure' : '';
  return `${cookieName(ctx)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}${lifetime}`;
}

/** The session id that the request carries, or null when there is none or it has another shape. */
export function readSessionId(request: Request, context: AppLoadContext): string | null {
  const prefix = `${cookieName(context.ctx)}=`;
  for (const part of (request.headers.get('Cookie') ?? '').split(';')) {
    const pair = part.trim();
    if (!pair.startsWith(prefix)) continue;
    const value = pair.slice(prefix.length);
    return sessionIdShape.test(value) ? value : null;
  }
  return null;
}

/** Who is signed in, with the role on the letter `slug` if there is one; or null. */
export async function findOrganiser(
  request: Request,
  context: AppLoadContext,
  slug?: string,
): Promise<Organiser | null> {
  const sessionId = readSessionId(request, context);
  return sessionId ? readSession(context.ctx, { sessionId, slug }) : null;
}

type GuardArguments = {
  request: Request;
  context: AppLoadContext;
  params: Readonly<Record<string, string | undefined>>;
};

/** Somebody who is signed in; throws a redirect to the sign-in page for a stranger. */
export async function requireSession({
  request,
  context,
  params,
}: GuardArguments): Promise<Organiser> {
  const organiser = await findOrganiser(request, context, params.slug);
  if (organiser) return organiser;
  throw redirect(signInPath, { status: 303, headers: noStore });
}

/**
 * The guard of every desk loader and action; of several acts one is enough. Throws a redirect to
 * the sign-in page for a stranger, a Response 404 for somebody who has no role here (the same as for
 * a letter that does not exist), a Response 403 for an organiser whose role does not include it.
 */
export async function requireOrganiser(
  args: GuardArguments,
  ...acts: [Act, ...Act[]]
): Promise<Organiser & { role: OrganiserRole }> {
  const organiser = await requireSession(args);
  const { role } = organiser;
  if (role === null) return notFound();
  if (acts.some((act) => permits(role, act))) return { ...organiser, role };
  throw new Response(null, { status: 403, headers: noStore });
}

/** The organiser as audit entries name them. */
export function actorOf(organiser: Organiser, context: AppLoadContext): Actor {
  return { kind: 'organiser', organiserId: organiser.id, requestId: context.requestId };
}

/** Set-Cookie value that starts a session; it ends with the browser, or earlier on the server. */
export function commitOrganiserSession(sessionId: string, context: AppLoadContext): string {
  return writeCookie(context.ctx, sessionId, '');
}

/** Set-Cookie value that removes the session from the browser. */
export function clearOrganiserSession(context: AppLoadContext): string {
  return writeCookie(context.ctx, '', '; Max-Age=0');
}
