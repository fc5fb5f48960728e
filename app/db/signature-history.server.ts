import { sql } from 'kysely';
import type { Database } from './client.server';
import { reminderKey } from './unconfirmed-signatures.server';

const reminders = ['still-waiting', 'closing-soon'];

/** Entries of the audit log about one signature, oldest first. */
export function listAuditOfSignature(db: Database, letterId: string, id: string) {
  return db
    .selectFrom('audit_entries')
    .select(['id', 'at', 'actor_kind', 'organiser_id', 'action', 'details'])
    .where('object_id', '=', id)
    .where('object_kind', '=', 'signature')
    .where('letter_id', '=', letterId)
    .orderBy('id')
    .limit(200)
    .execute();
}

/** What was done with it together with others, and what became of that for this one. */
export function listSelectionsOfSignature(db: Database, id: string) {
  return db
    .selectFrom('invalidation_items as item')
    .innerJoin('invalidations as done', 'done.id', 'item.invalidation_id')
    .select(['done.id', 'done.action', 'done.chosen_by', 'done.requested_by'])
    .select(['item.invalidated_at', 'item.undone_at'])
    .where('item.signature_id', '=', id)
    .where('item.invalidated_at', 'is not', null)
    .orderBy('item.invalidated_at')
    .limit(100)
    .execute();
}

/** Links and codes that were issued for it: when, and whether they were used or replaced. */
export function listTokensOfSignature(db: Database, id: string) {
  return db
    .selectFrom('tokens')
    .select(['purpose', 'created_at', 'used_at', 'replaced_at'])
    .select(sql<boolean>`expires_at <= now()`.as('expired'))
    .where('signature_id', '=', id)
    .where('purpose', '=', 'confirm-signature')
    .orderBy('created_at')
    .limit(100)
    .execute();
}

/**
 * Mails about this signature, oldest first: their kind, state and the server's answer. They are found
 * by the links they carry, so one whose links are deleted is not among them.
 */
export function listMailsOfSignature(db: Database, id: string) {
  const carried = db
    .selectFrom('tokens')
    .select(
      sql<string>`unnest(array['confirm-signature:' || encode(hash, 'hex'),
        'already-signed:' || encode(hash, 'hex')])`.as('key'),
    )
    .where('signature_id', '=', id)
    .where('purpose', 'in', ['confirm-signature', 'manage-signature']);
  const keys = reminders.map((reason) => reminderKey(id, reason));
  return db
    .selectFrom('messages')
    .select(['id', 'kind', 'state', 'attempts', 'server_answer', 'created_at', 'finished_at'])
    .where((where) =>
      where.or([where('dedupe_key', 'in', carried), where('dedupe_key', 'in', keys)]),
    )
    .orderBy('created_at')
    .limit(100)
    .execute();
}
