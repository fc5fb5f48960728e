import type { Context } from '~/context.server';
import { type ClaimedCall, claimWebhookCalls } from '~/db/webhook-calls.server';
import { settleWebhookCall } from '~/domain/webhooks/settle-webhook-call.server';
import { signWebhookBody } from '~/domain/webhooks/sign-webhook-body.server';
import { type SealedWebhook, webhookSeal } from '~/domain/webhooks/webhook';
import { seconds } from '~/primitives/duration';
import { createBell } from './bell';
import { type PostOptions, postDefaults, postWebhook } from './post-webhook.server';

const pollEvery = seconds(2);
const shortestPoll = 50;
const atOnce = 4;
/** Longer than a whole call and the writing of its result. */
const leaseSeconds = 60;

async function tell(ctx: Context, call: ClaimedCall, options: PostOptions): Promise<void> {
  const begin = performance.now();
  const { url, secret } = ctx.keyring.unseal<SealedWebhook>(
    call.sealed,
    webhookSeal(call.webhookId),
  );
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'User-Agent': 'Undersigned-Webhook/1',
    'Idempotency-Key': call.eventId,
    'Undersigned-Event': call.event,
    'Undersigned-Signature': signWebhookBody(secret, call.body, ctx.clock.now()),
  };
  const { status, fault } = await postWebhook({ url, body: call.body, headers }, options);
  const milliseconds = Math.round(performance.now() - begin);
  await settleWebhookCall(ctx, call, { status, fault, milliseconds });
}

/**
 * Tells other programs what is queued until `stop` is called. The table is the queue: a call that a
 * killed worker held is made again after its lease, with the same `Idempotency-Key`. `stop` waits
 * for the calls in hand, each of which ends by itself.
 */
export function runWebhooks(
  ctx: Context,
  options: PostOptions = postDefaults,
): { stop(): Promise<void> } {
  const bell = createBell();
  const poll = Math.max(shortestPoll, pollEvery * Math.min(1, ctx.config.retryScale));
  let stopping = false;
  let away = false;

  async function work(): Promise<number> {
    const calls = await claimWebhookCalls(ctx.db, { limit: atOnce, leaseSeconds });
    await Promise.all(
      calls.map((call) =>
        tell(ctx, call, options).catch((error) =>
          ctx.log.error({ event: 'webhook-fault', call: call.id, fault: (error as Error).name }),
        ),
      ),
    );
    return calls.length;
  }

  async function loop(): Promise<void> {
    while (!stopping) {
      let worked = 0;
      try {
        worked = await work();
        away = false;
      } catch (error) {
        if (!away) ctx.log.warn({ event: 'webhooks-wait', fault: (error as Error).name });
        away = true;
      }
      if (worked === 0) await bell.wait(poll);
    }
  }
  const ended = loop();
  return {
    stop() {
      stopping = true;
      bell.ring();
      return ended;
    },
  };
}
