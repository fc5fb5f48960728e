import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';

type Deletion = { table: string; key: string; since: string; when: RawBuilder<SqlBool> };

/** Rows that go as a whole, some time after the moment in `since`. */
const deletions = {
  'unconfirmed-signatures': {
    table: 'signatures',
    key: 'id',
    since: 'signed_at',
    // Taken out of the count before its owner confirmed, it is still one that nobody confirmed.
    when: sql`(state = 'pending' or (state = 'invalidated' and confirmed_at is null))`,
  },
  'unconfirmed-endorsements': {
    table: 'endorsements',
    key: 'id',
    since: 'created_at',
    when: sql`state = 'unconfirmed'`,
  },
  // One that gave an endorsement loses its mailbox together with that.
  'ended-invitations': {
    table: 'endorsement_invitations',
    key: 'id',
    since: 'coalesce(accepted_at, least(withdrawn_at, expires_at))',
    when: sql`endorsement_id is null`,
  },
  // One on which an approval rests goes with its proof.
  'ended-checks': {
    table: 'endorsement_checks',
    key: 'id',
    since: 'ended_at',
    when: sql`not kept`,
  },
  'ended-mailbox-changes': {
    table: 'mailbox_changes',
    key: 'id',
    since: 'coalesce(ended_at, expires_at)',
    when: sql`(ended_at is not null or confirmed_at is null)`,
  },
  // One that nobody decided about ends after a year: eleven months more than after a decision.
  'ended-reports': {
    table: 'report_cases',
    key: 'id',
    since: "coalesce(decided_at, opened_at + interval '335 days')",
    when: sql`true`,
  },
  'unassigned-mails': {
    table: 'replies',
    key: 'id',
    since: 'recorded_at',
    when: sql`letter_id is null`,
  },
  'ended-rooms': {
    table: 'delivery_rooms',
    key: 'id',
    since: "least(revoked_at, received_at + interval '30 days')",
    when: sql`true`,
  },
  'ended-room-sessions': {
    table: 'room_sessions',
    key: 'id_hash',
    since: 'expires_at',
    when: sql`true`,
  },
  // The message of a delivery is part of its record.
  'ended-messages': {
    table: 'messages',
    key: 'id',
    since: 'finished_at',
    when: sql`delivery_id is null and state in ('sent', 'failed', 'dead', 'unknown')`,
  },
  'captured-mails': {
    table: 'captured_mails',
    key: 'id',
    since: 'received_at',
    when: sql`true`,
  },
  'ended-suppressions': {
    table: 'suppressions',
    key: 'id',
    since: 'expires_at',
    when: sql`true`,
  },
  'ended-rules': {
    table: 'signing_rules',
    key: 'id',
    since: 'coalesce(ended_at, valid_until)',
    when: sql`true`,
  },
  'ended-webhook-calls': {
    table: 'webhook_calls',
    key: 'id',
    since: 'finished_at',
    when: sql`true`,
  },
  'trend-reports': { table: 'trend_reports', key: 'id', since: 'created_at', when: sql`true` },
} satisfies Record<string, Deletion>;

export type DeletionName = keyof typeof deletions;

function due(name: DeletionName, olderThan: Duration) {
  const { since, when } = deletions[name];
  return sql<SqlBool>`${when} and ${sql.raw(since)} < now() - ${olderThan} * interval '1 millisecond'`;
}

/** How many rows are due to go; a deletion now finds exactly these. */
export async function countDueDeletions(
  db: Database,
  name: DeletionName,
  olderThan: Duration,
): Promise<number> {
  const { table } = deletions[name];
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table)} where ${due(name, olderThan)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * Deletes up to `limit` due rows, oldest first, with what refers to them; returns how many. A row
 * that somebody holds at the moment, as when a signature is just being confirmed, is left alone.
 */
export async function deleteDue(
  trx: Transaction,
  name: DeletionName,
  batch: { olderThan: Duration; limit: number },
): Promise<number> {
  const { table, key, since } = deletions[name];
  const result = await sql`
    delete from ${sql.table(table)} where ${sql.ref(key)} in (
      select ${sql.ref(key)} from ${sql.table(table)} where ${due(name, batch.olderThan)}
      order by ${sql.raw(since)} limit ${batch.limit} for update skip locked
    )`.execute(trx);
  return Number(result.numAffectedRows ?? 0);
}
