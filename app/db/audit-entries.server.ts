import type { Database, Transaction } from './client.server';

/** Adds an entry; the table refuses any later change. `details` never holds personal data. */
export async function insertAuditEntry(
  db: Database | Transaction,
  entry: {
    actorKind: string;
    organiserId: string | null;
    action: string;
    letterId: string | null;
    objectKind: string | null;
    objectId: string | null;
    details: Record<string, string | number | boolean | null>;
    requestId: string | null;
  },
): Promise<void> {
  await db
    .insertInto('audit_entries')
    .values({
      actor_kind: entry.actorKind,
      organiser_id: entry.organiserId,
      action: entry.action,
      letter_id: entry.letterId,
      object_kind: entry.objectKind,
      object_id: entry.objectId,
      details: JSON.stringify(entry.details),
      request_id: entry.requestId,
    })
    .execute();
}

/** Entries, newest first, of one letter or all; `before` continues below an id. */
export function listAuditEntries(
  db: Database,
  page: { letterId?: string; before?: number; limit: number },
) {
  let query = db
    .selectFrom('audit_entries')
    .select([
      'id',
      'at',
      'actor_kind',
      'organiser_id',
      'action',
      'object_kind',
      'object_id',
      'details',
      'request_id',
    ]);
  if (page.letterId) query = query.where('letter_id', '=', page.letterId);
  if (page.before) query = query.where('id', '<', page.before);
  return query.orderBy('id', 'desc').limit(page.limit).execute();
}
