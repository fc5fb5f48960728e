import type { Context } from '~/context.server';
import { findDelivery, holdsDeliveryPlace, lockDelivery, lockTarget } from '~/db/deliveries.server';
import { findLetterRow } from '~/db/letters.server';
import { cleanLine } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { enqueueDeliveryMessage } from '../messages/enqueue-message.server';
import type { Actor } from '../organisers/organiser';
import { countWithdrawnSince } from './count-withdrawn-since.server';
import { findChangeSince } from './find-change-since.server';
import { recordDeliveryState } from './record-delivery-state.server';
import { unsealTarget } from './sealed-delivery.server';

export type SendRefusal =
  | 'not-found'
  | 'confirm-mismatch'
  | 'already-sent'
  | 'not-prepared'
  | 'snapshot-stale'
  | 'text-changed'
  | 'target-changed';

/**
 * Queues a prepared delivery, once, after its sender typed the addressee's name. The target is
 * locked, so that two organisers, a double click or two prepared copies never send twice; a unique
 * index stands behind the lock. Refused as stale when a name in it has been withdrawn since, and when
 * the public text or the target are not those any more that it was frozen for.
 */
export async function sendDelivery(
  ctx: Context,
  input: { id: string; slug?: string; actor: Actor; confirm: string },
): Promise<Result<object, SendRefusal>> {
  return ctx.db.transaction().execute(async (trx) => {
    const found = await findDelivery(trx, input.id);
    if (!found || (input.slug && found.slug !== input.slug)) {
      return { ok: false, reason: 'not-found' };
    }
    if (!matches(input.confirm, found.addressee)) return { ok: false, reason: 'confirm-mismatch' };
    await lockTarget(trx, found.target_id);
    // The target may have been changed while this waited for it.
    const known = (await findDelivery(trx, input.id)) ?? found;
    const row = await lockDelivery(trx, input.id);
    if (!row) return { ok: false, reason: 'not-found' };
    if (await holdsDeliveryPlace(trx, row.target_id, row.letter_version_id)) {
      return { ok: false, reason: 'already-sent' };
    }
    if (row.state !== 'prepared') return { ok: false, reason: 'not-prepared' };
    const inside = { ...ctx, db: trx };
    const letter = await findLetterRow(trx, { id: row.letter_id });
    const change = await findChangeSince(inside, known);
    if (change === 'text' || letter?.version_id !== row.letter_version_id) {
      return { ok: false, reason: 'text-changed' };
    }
    if (change === 'target') return { ok: false, reason: 'target-changed' };
    if ((await countWithdrawnSince(inside, row)) > 0) {
      return { ok: false, reason: 'snapshot-stale' };
    }
    const target = unsealTarget(ctx, { id: known.target_id, sealed: known.sealed_target });
    const queued = {
      deliveryId: row.id,
      state: 'queued',
      channel: 'email',
      evidence: null,
    } as const;
    const recorded = await recordDeliveryState(ctx, trx, queued);
    if (!recorded.ok) return { ok: false, reason: 'not-prepared' };
    await enqueueDeliveryMessage(ctx, trx, {
      deliveryId: row.id,
      messageId: row.message_id,
      to: target.address,
      copies: target.copies ?? [],
    });
    await recordAudit(trx, {
      actor: input.actor,
      action: 'delivery.sent',
      letterId: row.letter_id,
      object: { kind: 'delivery', id: row.id },
      details: { target: known.target, messageHash: row.message_hash },
    });
    return { ok: true };
  });
}

/** Case and spacing are forgiven; the words are not. */
export function matches(typed: string, addressee: string): boolean {
  return cleanLine(typed).toLocaleLowerCase() === cleanLine(addressee).toLocaleLowerCase();
}
