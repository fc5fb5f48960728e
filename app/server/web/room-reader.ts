import type { Request as ExpressRequest } from 'express';
import type { Context } from '~/context.server';
import { findRoom } from '~/domain/rooms/find-room.server';
import { isDatabaseAway } from '~/http/database-away.server';
import { readRoomSession } from '~/http/room-session.server';

/** Tells whether a request comes from somebody who has opened the room that its path names. */
export function roomReader(ctx: Context): (req: ExpressRequest, token: string) => Promise<boolean> {
  return async function isInRoom(req, token) {
    const headers = { Cookie: req.get('Cookie') ?? '' };
    const sessionId = readRoomSession(ctx, new Request(ctx.publicUrl, { headers }));
    try {
      return (await findRoom(ctx, { token, sessionId })).ok;
    } catch (error) {
      if (isDatabaseAway(error)) return false;
      throw error;
    }
  };
}
