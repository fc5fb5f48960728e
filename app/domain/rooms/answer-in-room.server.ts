import { createHash } from 'node:crypto';
import type { Context } from '~/context.server';
import { findDelivery } from '~/db/deliveries.server';
import { lockRoom } from '~/db/delivery-rooms.server';
import { countRoomReplies, updateReply } from '~/db/replies.server';
import type { Result } from '~/primitives/result';
import { withDelivery } from '../deliveries/with-delivery.server';
import { type CleanScan, cleanScan, type ScanFault } from '../paper/clean-scan.server';
import { recordAnswer } from '../replies/record-answer.server';
import { storeReply } from '../replies/store-reply.server';
import { findRoom, type RoomKey } from './find-room.server';

type Refusal = ScanFault | 'empty' | 'too-many';

const mostReplies = 20;
const actor = { kind: 'system' } as const;

/**
 * The addressee answers in the room, in words, with a file, or both: a reply, and a line in the ledger
 * with "in the room" as its evidence. The file is made safe first (see `cleanScan`), everything is
 * sealed, and the same answer sent twice is one. At most twenty a delivery.
 */
export async function answerInRoom(
  ctx: Context,
  input: RoomKey & { text: string; file: Buffer | null },
): Promise<Result<object, Refusal | 'closed'>> {
  const room = await findRoom(ctx, input);
  if (!room.ok) return room;
  if (input.text === '' && !input.file) return { ok: false, reason: 'empty' };
  let file: CleanScan | null = null;
  if (input.file) {
    const made = await cleanScan(input.file);
    if (!made.ok) return made;
    file = made;
  }
  const known = await findDelivery(ctx.db, room.deliveryId);
  if (!known) return { ok: false, reason: 'closed' };
  const key = { slug: known.slug, id: known.id };
  const kind = 'substantive' as const;
  const done = await withDelivery<object, Refusal | 'closed'>(ctx, key, async (trx, row) => {
    const locked = await lockRoom(trx, room.id);
    if (!locked || locked.revoked_at) return { ok: false, reason: 'closed' };
    if ((await countRoomReplies(trx, row.id)) >= mostReplies) {
      return { ok: false, reason: 'too-many' };
    }
    const receivedAt = ctx.clock.now();
    const id = await storeReply(ctx, trx, {
      letterId: row.letter_id,
      deliveryId: row.id,
      source: 'room',
      kind,
      messageHash: ctx.keyring.blindIndex('reply-room', hashOf(room.id, input.text, file)),
      receivedAt,
      words: { from: row.addressee, subject: '', text: input.text },
      files: file ? [{ name: nameOf(file), bytes: file.bytes }] : [],
      actor,
      by: 'room',
    });
    if (!id) return { ok: true };
    const recorded = await recordAnswer(ctx, trx, {
      deliveryId: row.id,
      kind,
      receivedAt,
      eventId: null,
      evidence: { kind: 'room', words: 'in the room' },
      actor,
      by: 'room',
    });
    // Whatever the ledger says of the copy, what the addressee wrote is kept.
    if (recorded.ok) await updateReply(trx, id, { event_id: recorded.eventId });
    return { ok: true };
  });
  if (done.ok) return done;
  const { reason } = done;
  return { ok: false, reason: reason === 'not-found' ? 'closed' : reason };
}

function nameOf({ type }: CleanScan): string {
  return type === 'application/pdf' ? 'reply.pdf' : 'reply.jpg';
}

function hashOf(roomId: string, text: string, file: CleanScan | null): string {
  const bytes = file?.bytes ?? Buffer.alloc(0);
  return createHash('sha256').update(`${roomId}\n${text}\n`).update(bytes).digest('hex');
}
