import type { Context } from '~/context.server';
import { clearIdCookie, readIdCookie, writeIdCookie } from './session-cookie.server';

/** The id of the session in a room that the request carries; it opens no other room. */
export function readRoomSession(ctx: Context, request: Request): string | null {
  return readIdCookie(ctx, request, 'undersigned-room');
}

/** Set-Cookie value that keeps a room open in this browser. */
export function writeRoomSession(ctx: Context, sessionId: string): string {
  return writeIdCookie(ctx, 'undersigned-room', sessionId);
}

/** Set-Cookie value that closes it. */
export function clearRoomSession(ctx: Context): string {
  return clearIdCookie(ctx, 'undersigned-room');
}
