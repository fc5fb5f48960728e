import type { ActionFunctionArgs } from '@remix-run/node';
import { signOut } from '~/domain/organisers/sign-out.server';
import { deskRedirect } from '~/http/desk-response.server';
import { clearOrganiserSession, readSessionId } from '~/http/organiser-session.server';

/** Reading this address signs nobody out. */
export function loader() {
  return deskRedirect('/organise');
}

export async function action({ request, context }: ActionFunctionArgs) {
  const sessionId = readSessionId(request, context);
  if (sessionId) await signOut(context.ctx, { sessionId });
  const response = deskRedirect('/organise/sign-in');
  response.headers.append('Set-Cookie', clearOrganiserSession(context));
  return response;
}
