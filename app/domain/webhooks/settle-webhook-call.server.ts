import type { Context } from '~/context.server';
import { type CallResult, type ClaimedCall, settleCall } from '~/db/webhook-calls.server';
import { noteWebhookHealth } from '~/db/webhooks.server';
import { hours } from '~/primitives/duration';
import { recordAudit } from '../audit/record-audit.server';
import { callDelays, pauseAfter } from './webhook';

const jitter = 0.2;

/**
 * Writes down what came of a call: taken (any 2xx), tried again later, or given up after the last
 * wait. A webhook to which nothing got through for three days is paused, and the log of the letter
 * says so.
 */
export async function settleWebhookCall(
  ctx: Context,
  call: ClaimedCall,
  result: CallResult,
  random: () => number = Math.random,
): Promise<void> {
  const { status } = result;
  const works = status !== null && status >= 200 && status < 300;
  const delay = callDelays[call.attempts - 1];
  await ctx.db.transaction().execute(async (trx) => {
    const next = works
      ? ({ state: 'delivered' } as const)
      : delay === undefined
        ? ({ state: 'given-up' } as const)
        : ({ state: 'queued', wait: spread(delay * ctx.config.retryScale, random) } as const);
    if (!(await settleCall(trx, call.id, result, next))) return;
    const pauseAfterHours = pauseAfter / hours(1);
    const paused = await noteWebhookHealth(trx, call.webhookId, { works, pauseAfterHours });
    if (!paused) return;
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: 'webhook.paused',
      letterId: call.letterId,
      object: { kind: 'webhook', id: call.webhookId },
      details: { reason: 'failing' },
    });
  });
}

function spread(delay: number, random: () => number): number {
  return Math.round(delay * (1 - jitter + 2 * jitter * random()));
}
