import type { LoaderFunctionArgs } from '@remix-run/node';
import { noStoreHeaders } from './desk-response.server';
import { requireDoor } from './require-desk.server';

/** For pages about the whole installation. Throws a Response 403 for everybody but its owners. */
export async function requireInstallationOwner(args: LoaderFunctionArgs) {
  const { organiser, frame } = await requireDoor(args);
  if (organiser.role === 'owner') return { organiser, frame };
  throw new Response(null, { status: 403, headers: noStoreHeaders });
}
