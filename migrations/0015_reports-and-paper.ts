import { type Kysely, sql } from 'kysely';

/**
 * Moderation: reports about public signatures (several about one signature are one case), when a
 * reviewer has looked at the flags of a counted one, and signatures on paper as batches with scans,
 * apart from those given online.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table report_cases (
    id uuid primary key default gen_random_uuid(),
    letter_id uuid not null references letters on delete cascade,
    signature_id uuid not null references signatures on delete cascade,
    state text not null default 'open' check (state in ('open', 'kept', 'taken-out', 'gone')),
    urgent boolean not null default false,
    opened_at timestamptz not null default now(),
    due_at timestamptz not null default now() + interval '72 hours',
    warned_at timestamptz,
    ask_hash bytea unique,
    asked_at timestamptz,
    ask_expires_at timestamptz,
    answered_at timestamptz,
    decided_at timestamptz,
    decided_by text,
    invalidation_id uuid references invalidations on delete set null,
    constraint decided_when_ended check ((state = 'open') = (decided_at is null)),
    constraint asked_with_a_link check ((ask_hash is null) = (asked_at is null)),
    constraint answered_when_asked check (answered_at is null or asked_at is not null)
  )`,
  // Several reports about one signature are one case.
  `create unique index report_cases_open on report_cases (signature_id) where state = 'open'`,
  `create index report_cases_of_letter on report_cases (letter_id, state, due_at)`,
  `create index report_cases_of_signature on report_cases (signature_id)`,
  `create table signature_reports (
    id uuid primary key default gen_random_uuid(),
    case_id uuid not null references report_cases on delete cascade,
    reference text not null unique,
    reason text not null check (reason in
      ('without-permission', 'not-a-person', 'abusive', 'duplicate', 'other')),
    locale text not null,
    proven boolean not null,
    sealed bytea not null,
    created_at timestamptz not null default now()
  )`,
  `create index signature_reports_of_case on signature_reports (case_id, created_at)`,
  `alter table signatures add column flags_seen_at timestamptz`,
  `alter table signatures add column flags_seen_by text`,
  // These have waited for a reviewer, who accepted them.
  `update signatures set flags_seen_at = now() where state = 'confirmed' and flags &&
    '{no-proof,watched-name,watched-domain,watched-address,watched-network}'::text[]`,
  `create index signatures_flagged on signatures (letter_id, number)
    where state = 'confirmed' and flags_seen_at is null and flags <> '{}'`,
  `create table paper_batches (
    id uuid primary key default gen_random_uuid(),
    letter_id uuid not null references letters on delete cascade,
    number integer not null check (number > 0),
    state text not null default 'entered' check (state in ('entered', 'verified', 'withdrawn')),
    collected_from date not null,
    collected_until date not null,
    country text,
    on_sheets integer not null check (on_sheets between 1 and 1000000),
    valid integer not null check (valid >= 0),
    sealed bytea,
    sealed_reason bytea,
    entered_by text not null,
    entered_at timestamptz not null default now(),
    verified_by text,
    verified_at timestamptz,
    withdrawn_by text,
    withdrawn_at timestamptz,
    unique (letter_id, number),
    constraint collected_in_order check (collected_from <= collected_until),
    constraint no_more_valid_than_given check (valid <= on_sheets),
    constraint verified_when_it_counts check (state <> 'verified' or verified_at is not null),
    constraint withdrawn_has_a_time check ((state = 'withdrawn') = (withdrawn_at is not null))
  )`,
  `create table paper_scans (
    id uuid primary key default gen_random_uuid(),
    batch_id uuid not null references paper_batches on delete cascade,
    file_type text not null check (file_type in ('application/pdf', 'image/jpeg')),
    file_hash text not null,
    file_bytes integer not null,
    sealed_file bytea not null,
    added_at timestamptz not null default now(),
    unique (batch_id, file_hash)
  )`,
  // Null: a second person counts where more than one organiser could.
  `alter table letters add column paper_second_person boolean`,
  `alter table deliveries add column paper_count integer not null default 0`,
];
