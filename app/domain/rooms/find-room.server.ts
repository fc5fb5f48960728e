import type { Context } from '~/context.server';
import { findRoomByToken, hasRoomSession } from '~/db/delivery-rooms.server';
import { hashToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { roomEndsAfter } from './room';

export type RoomKey = { token: string; sessionId: string | null };

/** The room that a link and a session open together; a session of another room opens nothing. */
export async function findRoom(
  ctx: Context,
  key: RoomKey,
): Promise<Result<{ id: string; deliveryId: string; receivedAt: Date | null }, 'closed'>> {
  if (key.sessionId === null) return { ok: false, reason: 'closed' };
  const room = await findRoomByToken(ctx.db, hashToken(key.token), roomEndsAfter);
  if (!room || room.ended) return { ok: false, reason: 'closed' };
  const session = { idHash: hashToken(key.sessionId), roomId: room.id };
  if (!(await hasRoomSession(ctx.db, session))) return { ok: false, reason: 'closed' };
  const { id, delivery_id: deliveryId, received_at: receivedAt } = room;
  return { ok: true, id, deliveryId, receivedAt };
}
