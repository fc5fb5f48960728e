import { insertAuditEntry } from '~/db/audit-entries.server';
import type { Database, Transaction } from '~/db/client.server';
import { currentRequestId } from '~/primitives/request-scope.server';
import type { Actor } from '../organisers/organiser';
import { queueWebhookCalls } from '../webhooks/queue-webhook-calls.server';
import { webhookEventOf } from '../webhooks/webhook';
import { type AuditChanges, type AuditValue, masked } from './audit-changes';
import type { AuditAction } from './audit-words';

/**
 * Writes who did what to which object, with the id of the request that it was part of, if any.
 * `details` carry counts, states and reasons; `changes` (see `changed`) what was before and is after.
 * Neither holds persons; an e-mail address in either is masked. Other programs that asked for it are
 * told which object it was, and nothing else of it.
 */
export async function recordAudit(
  db: Database | Transaction,
  entry: {
    actor: Actor;
    action: AuditAction;
    letterId?: string;
    object?: { kind: string; id: string };
    details?: Record<string, AuditValue>;
    changes?: AuditChanges;
  },
): Promise<void> {
  const { actor } = entry;
  const requestId = actor.kind === 'organiser' ? actor.requestId : undefined;
  await insertAuditEntry(db, {
    actorKind: actor.kind,
    organiserId: actor.kind === 'organiser' ? actor.organiserId : null,
    requestId: requestId ?? currentRequestId(),
    action: entry.action,
    letterId: entry.letterId ?? null,
    objectKind: entry.object?.kind ?? null,
    objectId: entry.object?.id ?? null,
    details: maskAll(entry.details ?? {}, masked),
    changes: maskAll(entry.changes ?? {}, ([before, after]) => [masked(before), masked(after)]),
  });
  const event = webhookEventOf(entry.action);
  if (!event || !entry.letterId) return;
  const data = { what: entry.action, id: entry.object?.id ?? null };
  await queueWebhookCalls(db, { letterId: entry.letterId, event, data });
}

function maskAll<Value>(
  values: Record<string, Value>,
  mask: (value: Value) => Value | AuditValue,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, mask(value)]),
  ) as Record<string, Value>;
}
