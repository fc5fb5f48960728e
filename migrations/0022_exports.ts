import { type Kysely, sql } from 'kysely';

/**
 * The two views of signatories say all that an export of their audience holds, so that no export
 * reads the table beside them; and the exports themselves, with the key of the file that the worker
 * makes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create or replace view public_signatories as
    select s.id, s.letter_id, s.number, s.public_name as name, s.public_latin_name as latin_name,
      s.public_title as title, s.public_affiliation as affiliation, s.country, s.locale, s.signed_at,
      s.meaning, s.visibility, s.state, s.letter_version_id, s.confirmed_at, s.withdrawn_at, s.source
    from signatures s join letters l on l.id = s.letter_id
    where s.state = 'confirmed' and s.visibility = 'public' and s.public_name is not null
      and s.list_hidden_at is null and l.names_hidden_at is null and s.meaning = l.meaning`,
  `create or replace view letter_signatories as
    select s.id, s.letter_id, s.number, s.visibility, s.country, s.locale, s.sealed,
      s.state, s.letter_version_id, s.signed_at, s.confirmed_at, s.withdrawn_at, s.source
    from signatures s join letters l on l.id = s.letter_id
    where s.state = 'confirmed' and s.visibility in ('public', 'letter')
      and s.meaning = l.meaning`,
  `create table exports (
    id uuid primary key,
    letter_id uuid not null references letters on delete restrict,
    what text not null check (what in ('signatures', 'endorsements', 'paper')),
    preset text not null check (preset in ('public', 'letter', 'full')),
    format text not null check (format in ('csv', 'xlsx', 'json', 'jsonl')),
    time_zone text not null,
    sealed bytea not null,
    streamed boolean not null,
    state text not null
      check (state in ('queued', 'running', 'ready', 'failed', 'cancelled', 'expired')),
    requested_by text not null,
    requested_at timestamptz not null default now(),
    attempts integer not null default 0,
    beat_at timestamptz not null default now(),
    expected integer not null,
    counted_only integer,
    rows integer not null default 0,
    bytes bigint,
    file_hash bytea,
    file_key bytea,
    finished_at timestamptz,
    expires_at timestamptz
  )`,
  'create index exports_of_letter on exports (letter_id, requested_at desc)',
  'create index exports_requested on exports (requested_by, requested_at)',
  `create index exports_in_hand on exports (requested_at) where state in ('queued', 'running')`,
  `create index exports_ready on exports (expires_at) where state = 'ready'`,
];
