import { type Kysely, sql } from 'kysely';

/**
 * What other programs may read, and which of them are told what happens. Of an access token only
 * the hash is stored; address and secret of a webhook are sealed. A call holds no personal data.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table access_tokens (
    id uuid primary key,
    letter_id uuid not null references letters on delete cascade,
    label text not null,
    scopes text[] not null check (cardinality(scopes) > 0),
    token_hash bytea not null unique,
    created_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    last_used_on date,
    revoked_at timestamptz
  )`,
  `create index access_tokens_of_letter on access_tokens (letter_id, created_at)`,
  `create table webhooks (
    id uuid primary key,
    letter_id uuid not null references letters on delete cascade,
    label text not null,
    events text[] not null check (cardinality(events) > 0),
    sealed bytea not null,
    told_figures jsonb,
    created_by text not null,
    created_at timestamptz not null default now(),
    failing_since timestamptz,
    paused_at timestamptz,
    removed_at timestamptz
  )`,
  `create index webhooks_live on webhooks (letter_id) where removed_at is null`,
  `create table webhook_calls (
    id bigint generated always as identity primary key,
    webhook_id uuid not null references webhooks on delete cascade,
    event_id uuid not null default gen_random_uuid(),
    event text not null,
    body text not null,
    state text not null default 'queued'
      check (state in ('queued', 'leased', 'delivered', 'given-up')),
    attempts integer not null default 0,
    next_attempt_at timestamptz not null default now(),
    lease_until timestamptz,
    status integer,
    fault text,
    milliseconds integer,
    created_at timestamptz not null default now(),
    finished_at timestamptz,
    check ((state = 'leased') = (lease_until is not null))
  )`,
  `create index webhook_calls_due on webhook_calls (next_attempt_at) where state = 'queued'`,
  `create index webhook_calls_leased on webhook_calls (lease_until) where state = 'leased'`,
  `create index webhook_calls_of_webhook on webhook_calls (webhook_id, id desc)`,
];
