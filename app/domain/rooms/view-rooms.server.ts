import type { Context } from '~/context.server';
import { findDelivery } from '~/db/deliveries.server';
import { listRooms, listRoomViews } from '~/db/delivery-rooms.server';
import type { Result } from '~/primitives/result';
import { nameActors } from '../organisers/name-actors.server';
import { type RoomThing, roomEndsAfter } from './room';

/** A room as organisers see it, without its link and PIN. Times are ISO 8601 in UTC. */
export type RoomView = {
  id: string;
  openedBy: string;
  openedAt: string;
  receivedAt: string | null;
  endsAt: string | null;
  revokedAt: string | null;
  ended: boolean;
};

type Found = {
  addressee: string;
  rooms: RoomView[];
  views: { id: number; what: RoomThing; at: string }[];
};

/** The rooms that a delivery has had, newest first, and when somebody looked at what in them. */
export async function viewRooms(
  ctx: Context,
  input: { slug: string; id: string },
): Promise<Result<Found, 'not-found'>> {
  const row = await findDelivery(ctx.db, input.id);
  if (row?.slug !== input.slug) return { ok: false, reason: 'not-found' };
  const [rooms, views] = await Promise.all([
    listRooms(ctx.db, row.id, roomEndsAfter),
    listRoomViews(ctx.db, row.id),
  ]);
  const name = await nameActors(
    ctx,
    rooms.map(({ created_by }) => created_by),
  );
  return {
    ok: true,
    addressee: row.addressee,
    rooms: rooms.map((room) => ({
      id: room.id,
      openedBy: name(room.created_by),
      openedAt: room.created_at.toISOString(),
      receivedAt: room.received_at?.toISOString() ?? null,
      endsAt:
        room.received_at && new Date(room.received_at.getTime() + roomEndsAfter).toISOString(),
      revokedAt: room.revoked_at?.toISOString() ?? null,
      ended: room.ended,
    })),
    views: views.map(({ id, what, at }) => ({ id, what: what as RoomThing, at: at.toISOString() })),
  };
}
