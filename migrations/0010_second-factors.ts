import { type Kysely, sql } from 'kysely';

/**
 * What an organiser proves besides the mailbox: a passphrase with an authenticator app, or passkeys;
 * and recovery codes for the day when they are lost. A step is a sign-in of which only the first
 * half has been proven; it is no session. `factor_at` says when the second half was last proven.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table passphrases (
    organiser_id uuid primary key references organisers on delete cascade,
    sealed bytea not null,
    changed_at timestamptz not null default now()
  )`,
  `create table authenticators (
    organiser_id uuid primary key references organisers on delete cascade,
    sealed bytea not null,
    last_step bigint not null,
    added_at timestamptz not null default now()
  )`,
  `create table passkeys (
    id uuid primary key,
    organiser_id uuid not null references organisers on delete cascade,
    credential_index bytea not null unique,
    sealed bytea not null,
    counter bigint not null,
    added_at timestamptz not null default now(),
    last_used_at timestamptz
  )`,
  `create index passkeys_of_organiser on passkeys (organiser_id)`,
  `create table recovery_codes (
    organiser_id uuid not null references organisers on delete cascade,
    code_index bytea not null,
    made_at timestamptz not null default now(),
    used_at timestamptz,
    primary key (organiser_id, code_index)
  )`,
  `create table sign_in_steps (
    id_hash bytea primary key,
    organiser_id uuid not null references organisers on delete cascade,
    entered_by text not null check (entered_by in ('link', 'passphrase')),
    created_at timestamptz not null default now()
  )`,
  `create index sign_in_steps_of_organiser on sign_in_steps (organiser_id)`,
  `create index sign_in_steps_by_age on sign_in_steps (created_at)`,
  `alter table sessions
    add column factor_at timestamptz,
    add column entered_by text not null default 'link'
      check (entered_by in ('link', 'passphrase', 'passkey'))`,
];
