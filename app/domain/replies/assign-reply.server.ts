import type { Context } from '~/context.server';
import { findDelivery } from '~/db/deliveries.server';
import { findLetterRow } from '~/db/letters.server';
import { findReply, lockReply, updateReply } from '~/db/replies.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { recordAudit } from '../audit/record-audit.server';
import type { ReplyInput } from './with-reply.server';

/**
 * Says to which delivery of the letter a mail belongs that waits unassigned, or that belongs to the
 * letter and to none of its deliveries yet. One whose kind is on a ledger stays where it is.
 */
export async function assignReply(
  ctx: Context,
  input: ReplyInput & { deliveryId: string },
): Promise<Result<object, 'not-found' | 'unknown-delivery' | 'on-ledger'>> {
  const { actor, deliveryId } = input;
  if (!isUuid(input.id)) return { ok: false, reason: 'not-found' };
  return ctx.db.transaction().execute(async (trx) => {
    const letter = await findLetterRow(trx, { slug: input.slug });
    await lockReply(trx, input.id);
    const row = await findReply(trx, input.id);
    const here = row && letter && (row.letter_id === null || row.letter_id === letter.id);
    if (!here) return { ok: false, reason: 'not-found' };
    if (row.event_id !== null) return { ok: false, reason: 'on-ledger' };
    const delivery = await findDelivery(trx, deliveryId);
    if (delivery?.letter_id !== letter.id) return { ok: false, reason: 'unknown-delivery' };
    const kind = row.automatic ? row.kind : null;
    await updateReply(trx, row.id, { letter_id: letter.id, delivery_id: delivery.id, kind });
    await recordAudit(trx, {
      actor,
      action: 'reply.assigned',
      letterId: letter.id,
      object: { kind: 'reply', id: row.id },
      details: { target: delivery.target },
    });
    return { ok: true };
  });
}
