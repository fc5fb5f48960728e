import { type AppLoadContext, redirect } from '@remix-run/node';
import {
  type Act,
  type Actor,
  type Organiser,
  type OrganiserRole,
  permits,
  type SignedIn,
} from '~/domain/organisers/organiser';
import { readSession } from '~/domain/organisers/read-session.server';
import './load-context';
import { notFound } from './not-found.server';
import { clearIdCookie, readIdCookie, writeIdCookie } from './session-cookie.server';

const signInPath = '/organise/sign-in';
const setUpPath = '/organise/set-up';
const noStore = { 'Cache-Control': 'no-store' };

/** The session id that the request carries, or null when there is none or it has another shape. */
export function readSessionId(
  request: Request,
  context: Pick<AppLoadContext, 'ctx'>,
): string | null {
  return readIdCookie(context.ctx, request, 'undersigned');
}

/** Who is signed in, with the role on the letter `slug` if there is one; or null. */
export async function findOrganiser(
  request: Request,
  context: Pick<AppLoadContext, 'ctx'>,
  slug?: string,
): Promise<SignedIn | null> {
  const sessionId = readSessionId(request, context);
  return sessionId ? readSession(context.ctx, { sessionId, slug }) : null;
}

type GuardArguments = {
  request: Request;
  context: AppLoadContext;
  params: Readonly<Record<string, string | undefined>>;
};

/**
 * Somebody who is signed in, protected or not: for the pages on which they protect their account.
 * Throws a redirect to the sign-in page for a stranger.
 */
export async function requireSignedIn(args: GuardArguments): Promise<SignedIn> {
  const organiser = await findOrganiser(args.request, args.context, args.params.slug);
  if (organiser) return organiser;
  throw redirect(signInPath, { status: 303, headers: noStore });
}

/**
 * The same for every page of the desk: in production only with a second factor and recovery codes;
 * throws a redirect to where they are set up (decision 0024).
 */
export async function requireSession(args: GuardArguments): Promise<SignedIn> {
  const organiser = await requireSignedIn(args);
  if (organiser.protectedWhole || !args.context.ctx.config.production) return organiser;
  throw redirect(setUpPath, { status: 303, headers: noStore });
}

/**
 * The guard of every desk loader and action; of several acts one is enough. Throws a redirect to
 * the sign-in page for a stranger, a Response 404 for somebody who has no role here (the same as for
 * a letter that does not exist), a Response 403 for an organiser whose role does not include it.
 */
export async function requireOrganiser(
  args: GuardArguments,
  ...acts: [Act, ...Act[]]
): Promise<SignedIn & { role: OrganiserRole }> {
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

/** Set-Cookie value that starts a session, or goes on with it under another id. */
export function commitOrganiserSession(sessionId: string, context: AppLoadContext): string {
  return writeIdCookie(context.ctx, 'undersigned', sessionId);
}

/** Set-Cookie value that removes the session from the browser. */
export function clearOrganiserSession(context: AppLoadContext): string {
  return clearIdCookie(context.ctx, 'undersigned');
}
