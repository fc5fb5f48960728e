import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { findLetterRow } from '~/db/letters.server';
import { requeueCall } from '~/db/webhook-calls.server';
import { findWebhookRow, removeWebhookRow, setWebhookPaused } from '~/db/webhooks.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import { recordAudit } from '../audit/record-audit.server';
import type { Actor } from '../organisers/organiser';
import { queueWebhookCalls } from './queue-webhook-calls.server';
import { testEvent } from './webhook';

export type WebhookChange =
  /** It is told nothing more; calls that wait are given up. */
  | { kind: 'remove' }
  | { kind: 'pause' }
  | { kind: 'resume' }
  /** One call, to try it; also while it is paused. */
  | { kind: 'test' }
  /** An ended call once more, with the same id of its event. */
  | { kind: 'resend'; callId: number };

const actions = {
  remove: 'webhook.removed',
  pause: 'webhook.paused',
  resume: 'webhook.resumed',
  test: 'webhook.tested',
  resend: 'webhook.call-resent',
} as const;

/** Changes one webhook of a letter; `not-found` for one of another letter, or a call that waits. */
export async function changeWebhook(
  ctx: Context,
  input: { slug: string; id: string; change: WebhookChange; actor: Actor },
): Promise<Result<object, 'not-found'>> {
  const letter = isUuid(input.id) ? await findLetterRow(ctx.db, { slug: input.slug }) : undefined;
  if (!letter) return { ok: false, reason: 'not-found' };
  const webhook = { id: input.id, letterId: letter.id };
  return ctx.db.transaction().execute(async (trx) => {
    if (!(await findWebhookRow(trx, webhook))) return { ok: false, reason: 'not-found' };
    const { change } = input;
    if (!(await apply(trx, webhook, change))) return { ok: false, reason: 'not-found' };
    await recordAudit(trx, {
      actor: input.actor,
      action: actions[change.kind],
      letterId: letter.id,
      object: { kind: 'webhook', id: webhook.id },
      details: change.kind === 'resend' ? { call: change.callId } : {},
    });
    return { ok: true };
  });
}

async function apply(
  trx: Transaction,
  webhook: { id: string; letterId: string },
  change: WebhookChange,
): Promise<boolean> {
  switch (change.kind) {
    case 'remove':
      return removeWebhookRow(trx, webhook);
    case 'pause':
      return setWebhookPaused(trx, webhook, true);
    case 'resume':
      return setWebhookPaused(trx, webhook, false);
    case 'resend':
      return requeueCall(trx, { id: change.callId, webhookId: webhook.id });
    case 'test': {
      const { id: webhookId, letterId } = webhook;
      await queueWebhookCalls(trx, { letterId, webhookId, event: testEvent, data: {} });
      return true;
    }
  }
}
