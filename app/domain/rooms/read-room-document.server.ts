import type { Context } from '~/context.server';
import { findDelivery, findDeliveryDocuments } from '~/db/deliveries.server';
import { insertRoomView } from '~/db/delivery-rooms.server';
import type { Result } from '~/primitives/result';
import { findRoom, type RoomKey } from './find-room.server';
import { type RoomDocument, sealedDocument } from './list-room-documents.server';

/** The very bytes that were frozen, with a file name; that they were fetched is noted. */
export async function readRoomDocument(
  ctx: Context,
  key: RoomKey & { document: RoomDocument },
): Promise<Result<{ bytes: Buffer; fileName: string }, 'closed' | 'not-found'>> {
  const room = await findRoom(ctx, key);
  if (!room.ok) return room;
  const row = await findDelivery(ctx.db, room.deliveryId);
  const documents = await findDeliveryDocuments(ctx.db, room.deliveryId);
  const sealed = documents && sealedDocument(documents, key.document);
  if (!row || !sealed) return { ok: false, reason: 'not-found' };
  await insertRoomView(ctx.db, room.id, key.document);
  const bytes = ctx.keyring.unsealBytes(sealed, `delivery:${row.id}:${key.document}`);
  const name = key.document === 'pdf' ? row.slug : `${row.slug}-annex`;
  return { ok: true, bytes, fileName: `${name}.pdf` };
}
