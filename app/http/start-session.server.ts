import type { AppLoadContext } from '@remix-run/node';
import { signOut } from '~/domain/organisers/sign-out.server';
import { deskRedirect } from './desk-response.server';
import { commitOrganiserSession, readSessionId } from './organiser-session.server';
import { clearIdCookie, readIdCookie, writeIdCookie } from './session-cookie.server';

type Where = { request: Request; context: AppLoadContext };

/** Signs in: an earlier session of this browser ends, a half sign-in too, and the cookie is new. */
export async function startSession(
  { request, context }: Where,
  sessionId: string,
  path = '/organise',
): Promise<Response> {
  const earlier = readSessionId(request, context);
  if (earlier) await signOut(context.ctx, { sessionId: earlier });
  const response = continueSession(context, sessionId, path);
  response.headers.append('Set-Cookie', clearIdCookie(context.ctx, 'undersigned-step'));
  return response;
}

/** The session goes on under another id. */
export function continueSession(
  context: AppLoadContext,
  sessionId: string,
  path: string,
  status: 303 | 307 = 303,
): Response {
  const response = deskRedirect(path, status);
  response.headers.append('Set-Cookie', commitOrganiserSession(sessionId, context));
  return response;
}

/** The first half is proven: on to the second. */
export function startSecondHalf(context: AppLoadContext, stepId: string): Response {
  const response = deskRedirect('/organise/second-factor');
  const cookie = writeIdCookie(context.ctx, 'undersigned-step', stepId);
  response.headers.append('Set-Cookie', cookie);
  return response;
}

/** The id of the half sign-in that the browser carries, if it has one. */
export function readStepId({ request, context }: Where): string | null {
  return readIdCookie(context.ctx, request, 'undersigned-step');
}
