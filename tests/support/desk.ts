import type { AppLoadContext } from '@remix-run/node';
import type { Context } from '~/context.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import type { OrganiserRole } from '~/domain/organisers/organiser';
import { signIn } from '~/domain/organisers/sign-in.server';

/** What the server hands to a loader or action. */
export function loadContext(ctx: Context): AppLoadContext {
  const readPage = async () => new Response(null, { status: 404 });
  return { ctx, nonce: 'nonce', requestId: 'request', clientNetwork: null, readPage };
}

/** Signs an organiser of that role in and gives the session id. */
export async function openSession(ctx: Context, role: OrganiserRole): Promise<string> {
  const actor = { kind: 'operator' } as const;
  const added = await addOrganiser(ctx, { email: `${role}@desk.example`, role, actor });
  if (!added.ok) throw new Error(added.reason);
  const signedIn = await signIn(ctx, { token: added.signInToken });
  if (!signedIn.ok) throw new Error(signedIn.reason);
  return signedIn.sessionId;
}

/** A request to the desk, with the session's cookie; with fields it is a POST. */
export function deskRequest(
  path: string,
  sessionId: string | null,
  fields?: Record<string, string>,
): Request {
  const headers: Record<string, string> = sessionId ? { Cookie: `undersigned=${sessionId}` } : {};
  const body = fields ? new URLSearchParams(fields) : undefined;
  return new Request(`http://letters.example${path}`, {
    method: fields ? 'POST' : 'GET',
    headers,
    body,
  });
}

/** The answer of a loader or action, whether it was returned or thrown. */
export async function answerOf(answering: () => unknown): Promise<Response> {
  try {
    const answer = await answering();
    if (answer instanceof Response) return answer;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
  throw new Error('did not answer with a Response');
}
