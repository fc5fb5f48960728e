import { type Kysely, sql } from 'kysely';

/**
 * Personal data: `sealed` columns are AES-256-GCM ciphertext, `…_index` columns keyed hashes. The
 * plain name columns of a signature hold what its owner made public, and the checks below make any
 * other content impossible.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table letters (
    id uuid primary key default gen_random_uuid(),
    slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    state text not null default 'draft' check (state in ('draft', 'open', 'closed')),
    master_locale text not null,
    time_zone text not null default 'UTC',
    goal integer check (goal > 0),
    demonstration boolean not null default false,
    closes_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create table letter_versions (
    id uuid primary key default gen_random_uuid(),
    letter_id uuid not null references letters on delete restrict,
    number integer not null check (number > 0),
    hash text not null check (hash ~ '^[0-9a-f]{64}$'),
    created_at timestamptz not null default now(),
    unique (letter_id, number)
  )`,
  `create table letter_texts (
    letter_version_id uuid not null references letter_versions on delete restrict,
    locale text not null,
    content jsonb not null,
    review text not null,
    primary key (letter_version_id, locale)
  )`,
  `create table background_texts (
    letter_id uuid not null references letters on delete restrict,
    locale text not null,
    content jsonb not null,
    review text not null,
    primary key (letter_id, locale)
  )`,
  `create table signatures (
    id uuid primary key default gen_random_uuid(),
    number bigint generated always as identity unique,
    letter_id uuid not null references letters on delete restrict,
    letter_version_id uuid not null references letter_versions on delete restrict,
    state text not null default 'pending'
      check (state in ('pending', 'confirmed', 'withdrawn', 'invalidated')),
    visibility text not null check (visibility in ('public', 'letter', 'counted')),
    locale text not null,
    country text check (country ~ '^[A-Z]{2}$'),
    updates boolean not null default false,
    source text,
    email_index bytea not null,
    sealed bytea not null,
    public_name text,
    public_title text,
    public_affiliation text,
    signed_at timestamptz not null default now(),
    confirmed_at timestamptz,
    withdrawn_at timestamptz,
    unique (letter_id, email_index),
    constraint plain_only_when_public check (
      (public_name is null and public_title is null and public_affiliation is null)
      or (state = 'confirmed' and visibility = 'public')
    ),
    constraint public_has_a_name check (
      (state = 'confirmed' and visibility = 'public') = (public_name is not null)
    )
  )`,
  `create index signatures_public_list on signatures (letter_id, number desc)
    where state = 'confirmed' and visibility = 'public'`,
  `create index signatures_by_state on signatures (letter_id, state, number)`,
  `create index signatures_pending_age on signatures (signed_at) where state = 'pending'`,
  `create table endorsements (
    id uuid primary key default gen_random_uuid(),
    letter_id uuid not null references letters on delete restrict,
    state text not null default 'unconfirmed'
      check (state in ('unconfirmed', 'waiting', 'approved', 'declined', 'withdrawn')),
    founding_position integer,
    organisation text not null,
    organisation_en text not null,
    country text not null check (country ~ '^[A-Z]{2}$'),
    website text not null,
    locale text not null,
    show_representative boolean not null,
    email_index bytea not null,
    sealed bytea not null,
    public_representative text,
    public_role text,
    authority_basis text,
    decided_by uuid,
    decided_at timestamptz,
    decline_reason text,
    created_at timestamptz not null default now(),
    confirmed_at timestamptz,
    constraint representative_only_by_consent check (
      (public_representative is null and public_role is null)
      or (state = 'approved' and show_representative)
    )
  )`,
  `create index endorsements_by_state on endorsements (letter_id, state, created_at)`,
  `create table logos (
    endorsement_id uuid primary key references endorsements on delete cascade,
    hash text not null check (hash ~ '^[0-9a-f]{64}$'),
    png bytea not null,
    width integer not null,
    height integer not null
  )`,
  `create table organisers (
    id uuid primary key default gen_random_uuid(),
    email_index bytea not null unique,
    sealed bytea not null,
    role text not null
      check (role in ('owner', 'editor', 'translator', 'moderator', 'deliverer', 'exporter', 'auditor')),
    created_at timestamptz not null default now()
  )`,
  `alter table endorsements add foreign key (decided_by) references organisers on delete set null`,
  `create table sessions (
    id_hash bytea primary key,
    organiser_id uuid not null references organisers on delete cascade,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now()
  )`,
  `create table tokens (
    hash bytea primary key,
    purpose text not null check (purpose in
      ('confirm-signature', 'manage-signature', 'confirm-endorsement', 'manage-endorsement',
       'unsubscribe', 'sign-in')),
    signature_id uuid references signatures on delete cascade,
    endorsement_id uuid references endorsements on delete cascade,
    organiser_id uuid references organisers on delete cascade,
    code_hash bytea,
    code_tries integer not null default 0,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz,
    replaced_at timestamptz,
    check (num_nonnulls(signature_id, endorsement_id, organiser_id) = 1)
  )`,
  `create index tokens_of_signature on tokens (signature_id, purpose) where signature_id is not null`,
  `create index tokens_of_endorsement on tokens (endorsement_id, purpose)
    where endorsement_id is not null`,
  `create index tokens_expiry on tokens (expires_at)`,
  `create table delivery_targets (
    id uuid primary key default gen_random_uuid(),
    letter_id uuid not null references letters on delete restrict,
    name text not null check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    channel text not null check (channel in ('email', 'hand', 'post', 'fax')),
    addressee text not null,
    locales text[] not null check (cardinality(locales) > 0),
    sealed bytea not null,
    checked_on date,
    checked_source text,
    unique (letter_id, name)
  )`,
  `create table deliveries (
    id uuid primary key default gen_random_uuid(),
    letter_id uuid not null references letters on delete restrict,
    letter_version_id uuid not null references letter_versions on delete restrict,
    target_id uuid not null references delivery_targets on delete restrict,
    state text not null check (state in
      ('prepared', 'queued', 'sending', 'accepted', 'captured', 'deferred', 'failed', 'unknown',
       'acknowledged', 'answered', 'withdrawn')),
    message_id text not null,
    subject text not null,
    snapshot_hash text not null check (snapshot_hash ~ '^[0-9a-f]{64}$'),
    pdf_hash text not null check (pdf_hash ~ '^[0-9a-f]{64}$'),
    message_hash text not null check (message_hash ~ '^[0-9a-f]{64}$'),
    signature_count integer not null,
    named_count integer not null,
    endorsement_count integer not null,
    sealed_snapshot bytea not null,
    sealed_pdf bytea not null,
    sealed_message bytea not null,
    prepared_by text not null,
    frozen_at timestamptz not null default now(),
    accepted_at timestamptz,
    updated_at timestamptz not null default now()
  )`,
  // The promise "at most one message per target and version" as an index: everything that may
  // have reached the addressee, or still may, holds the place.
  `create unique index deliveries_once on deliveries (target_id, letter_version_id)
    where state in ('queued', 'sending', 'accepted', 'deferred', 'unknown',
                    'acknowledged', 'answered')`,
  `create index deliveries_of_letter on deliveries (letter_id, frozen_at desc)`,
  `create table delivery_events (
    id bigint generated always as identity primary key,
    delivery_id uuid not null references deliveries on delete restrict,
    state text not null,
    channel text not null,
    evidence text,
    at timestamptz not null default now()
  )`,
  `create index delivery_events_of_delivery on delivery_events (delivery_id, id)`,
  `create table messages (
    id uuid primary key default gen_random_uuid(),
    kind text not null,
    state text not null default 'queued'
      check (state in ('queued', 'leased', 'sent', 'failed', 'dead', 'unknown')),
    dedupe_key text not null unique,
    message_id text not null,
    recipient_index bytea not null,
    recipient_domain_index bytea not null,
    sealed bytea,
    delivery_id uuid references deliveries on delete restrict,
    attempts integer not null default 0,
    next_attempt_at timestamptz not null default now(),
    lease_owner text,
    lease_until timestamptz,
    data_started_at timestamptz,
    server_answer text,
    created_at timestamptz not null default now(),
    finished_at timestamptz,
    check ((state = 'leased') = (lease_until is not null))
  )`,
  `create index messages_due on messages (next_attempt_at) where state = 'queued'`,
  `create index messages_leased on messages (lease_until) where state = 'leased'`,
  `create index messages_by_recipient on messages (recipient_index, created_at)`,
  `create table captured_mails (
    id uuid primary key default gen_random_uuid(),
    number bigint generated always as identity,
    sealed bytea not null,
    received_at timestamptz not null default now()
  )`,
  `create table audit_entries (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    actor_kind text not null check (actor_kind in ('organiser', 'operator', 'system')),
    organiser_id uuid,
    action text not null,
    letter_id uuid,
    object_kind text,
    object_id text,
    details jsonb not null default '{}',
    request_id text
  )`,
  `create index audit_entries_of_letter on audit_entries (letter_id, id desc)`,
  `create function refuse_change() returns trigger language plpgsql as
    $$ begin raise exception '% is append-only', tg_table_name; end $$`,
  `create trigger audit_entries_append_only before update or delete or truncate on audit_entries
    for each statement execute function refuse_change()`,
  `create trigger delivery_events_append_only before update or delete or truncate on delivery_events
    for each statement execute function refuse_change()`,
];
