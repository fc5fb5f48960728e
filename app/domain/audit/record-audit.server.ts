import { insertAuditEntry } from '~/db/audit-entries.server';
import type { Database, Transaction } from '~/db/client.server';
import type { Actor } from '../organisers/organiser';
import { queueWebhookCalls } from '../webhooks/queue-webhook-calls.server';
import { webhookEventOf } from '../webhooks/webhook';

/**
 * Writes who did what to which object; `details` carry counts, states and reasons, no persons. Other
 * programs that asked for it are told which object it was, without the details.
 */
export async function recordAudit(
  db: Database | Transaction,
  entry: {
    actor: Actor;
    action: string;
    letterId?: string;
    object?: { kind: string; id: string };
    details?: Record<string, string | number | boolean | null>;
  },
): Promise<void> {
  const { actor } = entry;
  await insertAuditEntry(db, {
    actorKind: actor.kind,
    organiserId: actor.kind === 'organiser' ? actor.organiserId : null,
    requestId: actor.kind === 'organiser' ? (actor.requestId ?? null) : null,
    action: entry.action,
    letterId: entry.letterId ?? null,
    objectKind: entry.object?.kind ?? null,
    objectId: entry.object?.id ?? null,
    details: entry.details ?? {},
  });
  const event = webhookEventOf(entry.action);
  if (!event || !entry.letterId) return;
  const data = { what: entry.action, id: entry.object?.id ?? null };
  await queueWebhookCalls(db, { letterId: entry.letterId, event, data });
}
