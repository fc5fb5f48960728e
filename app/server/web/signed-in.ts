import type { Request as ExpressRequest } from 'express';
import type { Context } from '~/context.server';
import { isDatabaseAway } from '~/http/database-away.server';
import { findOrganiser } from '~/http/organiser-session.server';

/** Tells whether a request comes from an organiser's live session; what it may do is decided later. */
export function signedInReader(ctx: Context): (req: ExpressRequest) => Promise<boolean> {
  return async function isSignedIn(req) {
    const headers = { Cookie: req.get('Cookie') ?? '' };
    try {
      const request = new Request(ctx.publicUrl, { headers });
      return (await findOrganiser(request, { ctx })) !== null;
    } catch (error) {
      if (isDatabaseAway(error)) return false;
      throw error;
    }
  };
}
