import type { Context } from '~/context.server';
import { findDelivery, holdsDeliveryPlace, lockDelivery, lockTarget } from '~/db/deliveries.server';
import { findLetterRow } from '~/db/letters.server';
import { cleanLine } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { enqueueDeliveryMessage } from '../messages/enqueue-message.server';
import type { Actor } from '../organisers/organiser';
import { countWithdrawnSince } from './count-withdrawn-since.server';
import { recordDeliveryState } from './record-delivery-state.server';
import { unsealTarget } from './sealed-delivery.server';

export type SendRefusal =
  | 'not-found'
  | 'confirm-mismatch'
  | 'already-sent'
  | 'not-prepared'
  | 'version-outdated'
  | 'snapshot-stale';

/**
 * Queues a prepared delivery, once, after its sender typed the addressee's name. The target is
 * locked, so that two organisers, a double click or two prepared copies never send twice; a unique
 * index stands behind the lock. Refused as outdated when another
 * text has been published since, and as stale when a name in it has been withdrawn.
 */
export async function sendDelivery(
  ctx: Context,
  input: { id: string; slug?: string; actor: Actor; confirm: string },
): Promise<Result<object, SendRefusal>> {
  return ctx.db.transaction().execute(async (trx) => {
    const known = await findDelivery(trx, input.id);
    if (!known || (input.slug && known.slug !== input.slug)) {
      return { ok: false, reason: 'not-found' };
    }
    if (!matches(input.confirm, known.addressee)) return { ok: false, reason: 'confirm-mismatch' };
    await lockTarget(trx, known.target_id);
    const row = await lockDelivery(trx, input.id);
    if (!row) return { ok: false, reason: 'not-found' };
    if (await holdsDeliveryPlace(trx, row.target_id, row.letter_version_id)) {
      return { ok: false, reason: 'already-sent' };
    }
    if (row.state !== 'prepared') return { ok: false, reason: 'not-prepared' };
    const letter = await findLetterRow(trx, { id: row.letter_id });
    if (letter?.version_id !== row.letter_version_id) {
      return { ok: false, reason: 'version-outdated' };
    }
    if ((await countWithdrawnSince({ ...ctx, db: trx }, row)) > 0) {
      return { ok: false, reason: 'snapshot-stale' };
    }
    const queued = {
      deliveryId: row.id,
      state: 'queued',
      channel: 'email',
      evidence: null,
    } as const;
    const recorded = await recordDeliveryState(ctx, trx, queued);
    if (!recorded.ok) return { ok: false, reason: 'not-prepared' };
    const target = { id: known.target_id, sealed: known.sealed_target };
    const to = unsealTarget(ctx, target).address;
    await enqueueDeliveryMessage(ctx, trx, { deliveryId: row.id, messageId: row.message_id, to });
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
