import { type Insertable, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';
import type { DeliveryRooms } from './schema';

const roomColumns = [
  'delivery_rooms.id',
  'delivery_rooms.delivery_id',
  'delivery_rooms.pin_hash',
  'delivery_rooms.created_by',
  'delivery_rooms.created_at',
  'delivery_rooms.received_at',
  'delivery_rooms.revoked_at',
] as const;

/** Whether a room has ended: revoked, or so long after its receipt was confirmed. */
function ended(after: Duration) {
  return sql<boolean>`(delivery_rooms.revoked_at is not null or coalesce(
    delivery_rooms.received_at < now() - ${after} * interval '1 millisecond', false))`;
}

/** Stores a room; a unique index holds that a delivery has one that is not revoked. */
export async function insertRoom(trx: Transaction, row: Insertable<DeliveryRooms>): Promise<void> {
  await trx.insertInto('delivery_rooms').values(row).execute();
}

/** The room behind the hash of a token, and whether it has ended. */
export function findRoomByToken(db: Database, tokenHash: Buffer, after: Duration) {
  return db
    .selectFrom('delivery_rooms')
    .select(roomColumns)
    .select(ended(after).as('ended'))
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

/** All rooms that a delivery has had, newest first. */
export function listRooms(db: Database, deliveryId: string, after: Duration) {
  return db
    .selectFrom('delivery_rooms')
    .select(roomColumns)
    .select(ended(after).as('ended'))
    .where('delivery_id', '=', deliveryId)
    .orderBy('created_at', 'desc')
    .execute();
}

/** Ends the open room of a delivery with all sessions in it; says whether there was one. */
export async function revokeRoom(trx: Transaction, deliveryId: string): Promise<boolean> {
  const row = await trx
    .updateTable('delivery_rooms')
    .set({ revoked_at: sql`now()` })
    .where('delivery_id', '=', deliveryId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!row) return false;
  await trx.deleteFrom('room_sessions').where('room_id', '=', row.id).execute();
  return true;
}

/** Holds a room until the transaction ends. */
export function lockRoom(trx: Transaction, id: string) {
  return trx
    .selectFrom('delivery_rooms')
    .select(['id', 'received_at', 'revoked_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Notes that the addressee has confirmed receipt in the room, once. */
export async function markReceived(trx: Transaction, id: string): Promise<void> {
  await trx
    .updateTable('delivery_rooms')
    .set({ received_at: sql`now()` })
    .where('id', '=', id)
    .where('received_at', 'is', null)
    .execute();
}

/** Takes that back, when the line in the ledger was a mistake. */
export async function forgetReceipt(trx: Transaction, deliveryId: string): Promise<void> {
  await trx
    .updateTable('delivery_rooms')
    .set({ received_at: null })
    .where('delivery_id', '=', deliveryId)
    .execute();
}

/** Stores a session of one room that ends after `lasts`, by the database's clock. */
export async function insertRoomSession(
  trx: Transaction,
  session: { idHash: Buffer; roomId: string; lasts: Duration },
): Promise<void> {
  await trx
    .insertInto('room_sessions')
    .values({
      id_hash: session.idHash,
      room_id: session.roomId,
      expires_at: sql`now() + ${session.lasts} * interval '1 millisecond'`,
    })
    .execute();
}

/** Whether a session of exactly this room is live. */
export async function hasRoomSession(
  db: Database,
  session: { idHash: Buffer; roomId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('room_sessions')
    .select('room_id')
    .where('id_hash', '=', session.idHash)
    .where('room_id', '=', session.roomId)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes that something was looked at, and when; nothing of who or from where. */
export async function insertRoomView(db: Database, roomId: string, what: string): Promise<void> {
  await db.insertInto('room_views').values({ room_id: roomId, what }).execute();
}

/** When what was looked at in the rooms of a delivery, newest first, at most 200. */
export function listRoomViews(db: Database, deliveryId: string) {
  return db
    .selectFrom('room_views')
    .innerJoin('delivery_rooms', 'delivery_rooms.id', 'room_views.room_id')
    .select(['room_views.id', 'room_views.what', 'room_views.at'])
    .where('delivery_rooms.delivery_id', '=', deliveryId)
    .orderBy('room_views.id', 'desc')
    .limit(200)
    .execute();
}
