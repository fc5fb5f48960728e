import { randomUUID } from 'node:crypto';
import type { Database, Transaction } from '~/db/client.server';
import { insertWebhookCalls } from '~/db/webhook-calls.server';
import { listListeners } from '~/db/webhooks.server';
import type { testEvent, WebhookEvent } from './webhook';

type Told = Record<string, string | number | boolean | null>;

/**
 * Queues a call to everybody who wants to be told of an event of a letter, in the transaction of the
 * event. The body is fixed here: `id` (the same at every try), `event`, `letter`, `at`, `data`.
 * `data` names no person. With `webhookId` only that one is told, whatever it asked for.
 */
export async function queueWebhookCalls(
  db: Database | Transaction,
  told: {
    letterId: string;
    event: WebhookEvent | typeof testEvent;
    data: Told;
    webhookId?: string;
  },
): Promise<void> {
  const { letterId, event, data, webhookId } = told;
  const listeners = await listListeners(db, { letterId, event, webhookId });
  const calls = listeners.map(({ id, slug, now }) => {
    const eventId = randomUUID();
    const body = JSON.stringify({ id: eventId, event, letter: slug, at: now.toISOString(), data });
    return { webhookId: id, eventId, event, body };
  });
  await insertWebhookCalls(db, calls);
}
