import { type ClaimedMessage, lockLeasedMessage, releaseLease } from '~/db/messages.server';
import { recordDeliveryState } from '~/domain/deliveries/record-delivery-state.server';
import { seconds } from '~/primitives/duration';
import { type Outbox, writeVerdict } from './outbox.server';
import { persistOutcome } from './persist-outcome.server';
import { patience, retryDelay } from './retry-delay';

/** Puts a message back that has not begun to leave, because this worker stops; uncounted. */
export async function releaseMessage(outbox: Outbox, claimed: ClaimedMessage): Promise<void> {
  const { ctx, owner } = outbox;
  await ctx.db.transaction().execute(async (trx) => {
    const released = await releaseLease(trx, { id: claimed.id, owner });
    if (!released || !claimed.delivery_id || claimed.recipient_place > 0) return;
    await recordDeliveryState(ctx, trx, {
      deliveryId: claimed.delivery_id,
      state: 'deferred',
      channel: 'email',
      evidence: 'the worker stopped before the message left',
    });
  });
}

/**
 * Puts a message back whose handling threw, so that a fault of ours neither loses it nor keeps
 * others waiting; given up after the same time as after refusals. When the database being away is
 * what made it throw, this waits for its return, so that nobody's mail waits for the lease to end.
 * One that has begun to leave is left to the reaper, which knows what that means.
 */
export async function postponeAfterFault(outbox: Outbox, claimed: ClaimedMessage): Promise<void> {
  const { ctx } = outbox;
  const scale = ctx.config.retryScale;
  const limit = claimed.delivery_id ? patience.delivery : patience.personal;
  const givenUp = seconds(claimed.age_seconds) > limit * scale;
  const answer = 'a fault on this side';
  await persistOutcome(outbox, async (trx) => {
    if ((await lockLeasedMessage(trx, { id: claimed.id, owner: outbox.owner })) !== 'unsent')
      return;
    await writeVerdict(
      outbox,
      trx,
      claimed.id,
      givenUp
        ? { state: 'dead', answer }
        : { state: 'queued', answer, delay: retryDelay(claimed.attempts) * scale, counted: true },
      { scrub: claimed.delivery_id === null },
    );
    if (!claimed.delivery_id || claimed.recipient_place > 0) return;
    await recordDeliveryState(ctx, trx, {
      deliveryId: claimed.delivery_id,
      state: givenUp ? 'failed' : 'deferred',
      channel: 'email',
      evidence: answer,
    });
  });
}
