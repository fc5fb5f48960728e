import type { Context } from '~/context.server';
import { findDelivery, holdsDeliveryPlace, lockTarget } from '~/db/deliveries.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { enqueueDeliveryMessage } from '../messages/enqueue-message.server';
import type { Actor } from '../organisers/organiser';
import { readFrozenPlace } from './read-frozen-place.server';
import { recordDeliveryState } from './record-delivery-state.server';

import { matches } from './send-delivery.server';

/**
 * Sends an `unknown`, `failed` or `bounced` delivery once more because a person says so: the same bytes with
 * the same Message-ID, so that a server that has it already can tell.
 */
export async function resendDelivery(
  ctx: Context,
  input: { id: string; slug?: string; actor: Actor; confirm: string },
): Promise<Result<object, 'not-found' | 'confirm-mismatch' | 'not-resendable'>> {
  return ctx.db.transaction().execute(async (trx) => {
    const known = await findDelivery(trx, input.id);
    if (!known || (input.slug && known.slug !== input.slug)) {
      return { ok: false, reason: 'not-found' };
    }
    if (!matches(input.confirm, known.addressee)) return { ok: false, reason: 'confirm-mismatch' };
    await lockTarget(trx, known.target_id);
    const gaveUp = known.state === 'failed' || known.state === 'bounced';
    if (known.state !== 'unknown' && !gaveUp) return { ok: false, reason: 'not-resendable' };
    // What failed or came back has given its place up, and another copy may have taken it since.
    if (gaveUp && (await holdsDeliveryPlace(trx, known.target_id, known.letter_version_id))) {
      return { ok: false, reason: 'not-resendable' };
    }
    const queued = {
      deliveryId: known.id,
      state: 'queued',
      channel: 'email',
      evidence: null,
    } as const;
    const recorded = await recordDeliveryState(ctx, trx, queued);
    if (!recorded.ok) return { ok: false, reason: 'not-resendable' };
    const target = { id: known.target_id, sealed: known.sealed_target };
    const frozen = { id: known.id, target };
    const { address: to, copies = [] } = await readFrozenPlace({ ...ctx, db: trx }, frozen);
    const messageId = known.message_id;
    await enqueueDeliveryMessage(ctx, trx, { deliveryId: known.id, messageId, to, copies });
    await recordAudit(trx, {
      actor: input.actor,
      action: 'delivery.resent',
      letterId: known.letter_id,
      object: { kind: 'delivery', id: known.id },
      details: { target: known.target, from: known.state },
    });
    return { ok: true };
  });
}
