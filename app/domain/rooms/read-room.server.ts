import type { Context } from '~/context.server';
import { findDelivery, findDeliveryDocuments } from '~/db/deliveries.server';
import { insertRoomView } from '~/db/delivery-rooms.server';
import type { Result } from '~/primitives/result';
import { unsealSnapshot } from '../deliveries/sealed-delivery.server';
import type { LetterSnapshot } from '../letters/letter-snapshot';
import { findRoom, type RoomKey } from './find-room.server';
import { listRoomDocuments, type RoomDocument } from './list-room-documents.server';

export type RoomPage = {
  snapshot: LetterSnapshot;
  pdfHash: string;
  documents: RoomDocument[];
  /** ISO 8601 in UTC. */
  receivedAt: string | null;
  answered: boolean;
};

/**
 * What the addressee reads in the room: the copy exactly as it was frozen, with every name that stands
 * in it. That it was looked at is noted, and when, unless the page only tells that a form was taken.
 */
export async function readRoom(
  ctx: Context,
  key: RoomKey,
  options: { noted: boolean },
): Promise<Result<{ room: RoomPage }, 'closed'>> {
  const room = await findRoom(ctx, key);
  if (!room.ok) return room;
  const row = await findDelivery(ctx.db, room.deliveryId);
  const sealed = await findDeliveryDocuments(ctx.db, room.deliveryId);
  if (!row || !sealed) return { ok: false, reason: 'closed' };
  if (options.noted) await insertRoomView(ctx.db, room.id, 'letter');
  return {
    ok: true,
    room: {
      snapshot: unsealSnapshot(ctx, row.id, sealed.sealed_snapshot).snapshot,
      pdfHash: row.pdf_hash,
      documents: listRoomDocuments(sealed),
      receivedAt: room.receivedAt?.toISOString() ?? null,
      answered: row.state === 'answered',
    },
  };
}
