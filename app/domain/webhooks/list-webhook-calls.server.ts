import type { Context } from '~/context.server';
import { listCallRows } from '~/db/webhook-calls.server';
import type { WebhookCallState } from './webhook';

const shown = 50;

export type WebhookCallView = {
  id: number;
  eventId: string;
  event: string;
  body: string;
  state: WebhookCallState;
  attempts: number;
  /** What the receiver answered, or why there was no answer. */
  status: number | null;
  fault: string | null;
  milliseconds: number | null;
  /** ISO 8601 in UTC. */
  createdAt: string;
  nextAttemptAt: string | null;
};

/** The fifty newest calls of a webhook, with the bytes that were sent and what came of them. */
export async function listWebhookCalls(
  ctx: Context,
  webhookId: string,
): Promise<WebhookCallView[]> {
  const rows = await listCallRows(ctx.db, webhookId, shown);
  return rows.map((row) => ({
    id: row.id,
    eventId: row.event_id,
    event: row.event,
    body: row.body,
    state: row.state as WebhookCallState,
    attempts: row.attempts,
    status: row.status,
    fault: row.fault,
    milliseconds: row.milliseconds,
    createdAt: row.created_at.toISOString(),
    nextAttemptAt: row.state === 'queued' ? row.next_attempt_at.toISOString() : null,
  }));
}
