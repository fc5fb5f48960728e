import type { AppLoadContext } from '@remix-run/node';
import { type Act, permits } from '~/domain/organisers/organiser';
import { findOrganiser } from './organiser-session.server';

type GuardArguments = { request: Request; context: AppLoadContext };

const act: Act = 'send-delivery';

/**
 * Whether this organiser may see mails that belong to no letter: they may be about any letter of the
 * installation, so it takes a role on all of them.
 */
export async function maySeeUnassigned({ request, context }: GuardArguments): Promise<boolean> {
  const everywhere = await findOrganiser(request, context);
  return permits(everywhere?.role ?? null, act);
}
