import { type Kysely, sql } from 'kysely';

/**
 * What protects signing: review before a doubtful signature counts, counters and rules against
 * stuffing, invalidations that can be undone, mailboxes that get no more mail, and the ledger of
 * erasures. Networks are stored only as hashes under a key of the day, or sealed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table letters
    add column names_hidden_at timestamptz,
    add column list_indexed boolean not null default false,
    add column discreet_subject boolean not null default true`,
  `alter table signatures
    drop constraint signatures_state_check,
    add constraint signatures_state_check
      check (state in ('pending', 'held', 'confirmed', 'withdrawn', 'invalidated')),
    add column flags text[] not null default '{}',
    add column hold boolean not null default false,
    add column public_latin_name text,
    add column contact_erased_at timestamptz,
    add constraint latin_name_only_when_public
      check (public_latin_name is null or public_name is not null)`,
  `create index signatures_held on signatures (letter_id, confirmed_at) where state = 'held'`,
  `create view public_signatories as
    select s.id, s.letter_id, s.number, s.public_name as name, s.public_latin_name as latin_name,
      s.public_title as title, s.public_affiliation as affiliation, s.country, s.locale, s.signed_at
    from signatures s join letters l on l.id = s.letter_id
    where s.state = 'confirmed' and s.visibility = 'public' and s.public_name is not null
      and l.names_hidden_at is null`,
  `create view letter_signatories as
    select s.id, s.letter_id, s.number, s.visibility, s.country, s.locale, s.sealed
    from signatures s
    where s.state = 'confirmed' and s.visibility in ('public', 'letter')`,
  // Where a signature came from, for two days: no address, only a hash under the key of the day.
  `create table signature_origins (
    signature_id uuid primary key references signatures on delete cascade,
    letter_id uuid not null references letters on delete cascade,
    network_hash bytea,
    mail_domain_index bytea not null,
    seen_at timestamptz not null default now()
  )`,
  `create index signature_origins_age on signature_origins (seen_at)`,
  `create index signature_origins_by_network on signature_origins (letter_id, network_hash, seen_at)
    where network_hash is not null`,
  `create index signature_origins_by_mail_domain
    on signature_origins (letter_id, mail_domain_index, seen_at)`,
  // Counters may be lost in a crash: they are rebuilt within their window.
  `create unlogged table limit_counters (
    policy text not null,
    key bytea not null,
    count integer not null,
    window_ends_at timestamptz not null,
    primary key (policy, key)
  )`,
  `create index limit_counters_end on limit_counters (window_ends_at)`,
  `create table used_proofs (
    hash bytea primary key,
    expires_at timestamptz not null
  )`,
  `create index used_proofs_expiry on used_proofs (expires_at)`,
  `create table signing_rules (
    id uuid primary key default gen_random_uuid(),
    letter_id uuid references letters on delete cascade,
    effect text not null check (effect in ('allow', 'hold', 'refuse')),
    subject text not null check (subject in ('network', 'mail-domain', 'address', 'name')),
    sealed bytea not null,
    reason text not null,
    valid_until timestamptz,
    created_by text not null,
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    constraint allowed_networks_end
      check (effect <> 'allow' or (subject = 'network' and valid_until is not null))
  )`,
  `create index signing_rules_live on signing_rules (letter_id) where ended_at is null`,
  `create table trend_reports (
    id bigint generated always as identity primary key,
    letter_id uuid not null references letters on delete cascade,
    kind text not null check (kind in ('network', 'mail-domain', 'volume')),
    sealed bytea not null,
    signatures integer not null,
    of_signatures integer not null,
    hour timestamptz not null,
    created_at timestamptz not null default now()
  )`,
  `create index trend_reports_of_letter on trend_reports (letter_id, id desc)`,
  `create table invalidations (
    id uuid primary key default gen_random_uuid(),
    letter_id uuid not null references letters on delete restrict,
    state text not null check (state in ('counted', 'running', 'done', 'cancelled', 'undoing', 'undone')),
    reason text not null,
    criteria jsonb not null,
    expected integer not null,
    done integer not null default 0,
    requested_by text not null,
    created_at timestamptz not null default now(),
    finished_at timestamptz
  )`,
  `create index invalidations_of_letter on invalidations (letter_id, created_at desc)`,
  `create table invalidation_items (
    invalidation_id uuid not null references invalidations on delete restrict,
    signature_id uuid not null references signatures on delete cascade,
    previous_state text not null,
    invalidated_at timestamptz,
    undone_at timestamptz,
    primary key (invalidation_id, signature_id)
  )`,
  `create index invalidation_items_of_signature on invalidation_items (signature_id)`,
  // Mailboxes that get no more mail of some kind; letter_id null means from the whole installation.
  `create table suppressions (
    id uuid primary key default gen_random_uuid(),
    recipient_index bytea not null,
    letter_id uuid references letters on delete cascade,
    reason text not null check (reason in ('not-me', 'unsubscribed', 'bounced')),
    detail text,
    created_at timestamptz not null default now(),
    expires_at timestamptz
  )`,
  `create unique index suppressions_once on suppressions
    (recipient_index, coalesce(letter_id, '00000000-0000-0000-0000-000000000000'), reason)`,
  `create table bounces (
    id bigint generated always as identity primary key,
    message_id uuid not null references messages on delete cascade,
    recipient_index bytea not null,
    hardness text not null check (hardness in ('hard', 'soft')),
    status text not null,
    received_at timestamptz not null default now(),
    unique (message_id, status)
  )`,
  `create index bounces_by_recipient on bounces (recipient_index, received_at)`,
  // Erasures by a keyed hash of the row's id, so that they can be done again after a restore.
  `create table erasures (
    id bigint generated always as identity primary key,
    subject_index bytea not null,
    kind text not null check (kind in ('signature', 'signature-contact', 'endorsement-contact')),
    at timestamptz not null default now()
  )`,
  `create index erasures_by_subject on erasures (subject_index)`,
  `create trigger erasures_append_only before update or delete or truncate on erasures
    for each statement execute function refuse_change()`,
  `create table retention_runs (
    id bigint generated always as identity primary key,
    task text not null,
    letter_id uuid,
    counts jsonb not null,
    certificate_hash text not null check (certificate_hash ~ '^[0-9a-f]{64}$'),
    started_at timestamptz not null,
    finished_at timestamptz not null default now()
  )`,
];
