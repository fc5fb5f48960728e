import { type Kysely, sql } from 'kysely';

/**
 * Further proofs around an organisation's endorsement: questions to the contact address that the
 * organisation publishes, and changes of the mailbox that speaks for it. Addresses are sealed; the
 * links in the mails are hashed, one column for each purpose.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table endorsement_checks (
    id uuid primary key default gen_random_uuid(),
    endorsement_id uuid not null references endorsements on delete cascade,
    token_hash bytea not null unique,
    sealed bytea not null,
    asked_by uuid references organisers on delete set null,
    asked_at timestamptz not null default now(),
    expires_at timestamptz not null,
    answer text check (answer in ('yes', 'no')),
    answered_at timestamptz,
    ended_at timestamptz,
    kept boolean not null default false,
    constraint answer_has_a_time check ((answer is null) = (answered_at is null)),
    constraint kept_only_with_a_yes check (not kept or answer = 'yes')
  )`,
  `create index checks_of_endorsement on endorsement_checks (endorsement_id, asked_at)`,
  `create index checks_ended on endorsement_checks (ended_at) where ended_at is not null and not kept`,
  `create table mailbox_changes (
    id uuid primary key default gen_random_uuid(),
    endorsement_id uuid not null references endorsements on delete cascade,
    confirm_hash bytea not null unique,
    stop_hash bytea unique,
    sealed bytea,
    email_index bytea,
    asked_at timestamptz not null default now(),
    expires_at timestamptz not null,
    confirmed_at timestamptz,
    ended_at timestamptz,
    outcome text check (outcome in ('applied', 'stopped', 'declined', 'replaced')),
    constraint outcome_when_ended check ((ended_at is null) = (outcome is null)),
    constraint address_until_ended
      check (num_nonnulls(sealed, email_index) = case when ended_at is null then 2 else 0 end)
  )`,
  // One open change of an endorsement at a time.
  `create unique index mailbox_changes_open on mailbox_changes (endorsement_id)
    where ended_at is null`,
  `create index mailbox_changes_of_endorsement on mailbox_changes (endorsement_id, asked_at)`,
  `alter table endorsements add column mailbox_since timestamptz`,
];
