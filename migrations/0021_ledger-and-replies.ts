import { type Kysely, sql } from 'kysely';

/**
 * The ledger gets what a person records: when it happened, with what evidence, by whom, and which
 * line a later one corrects. Lines stay as they are for ever; notes and files, which may name
 * people, lie beside them and can end. Then the room in which an addressee reads the letter, and
 * replies with their clock.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  await widenStates(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Adds the state to whichever stand by now: other changes of the list may come before this one. */
async function widenStates(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ condition: string }>`
    select pg_get_constraintdef(oid) as condition from pg_constraint
    where conrelid = 'deliveries'::regclass and conname = 'deliveries_state_check'`.execute(db);
  const condition = rows[0]?.condition.replace('ARRAY[', "ARRAY['bounced'::text, ");
  if (!condition?.includes('bounced')) throw new Error('the list of states is not where it was');
  await sql`alter table deliveries drop constraint deliveries_state_check`.execute(db);
  await sql`alter table deliveries add constraint deliveries_state_check ${sql.raw(condition)}`.execute(
    db,
  );
}

const statements = [
  `create index deliveries_by_message_id on deliveries (message_id)`,
  `alter table delivery_events
    add column happened_at timestamptz,
    add column evidence_kind text check (evidence_kind in
      ('server-answer', 'message-id', 'photo', 'receipt', 'reply', 'bounce', 'room', 'witness')),
    add column file_hash text check (file_hash ~ '^[0-9a-f]{64}$'),
    add column recorded_by text,
    add column corrects bigint references delivery_events`,
  `create unique index delivery_events_corrected_once on delivery_events (corrects)
    where corrects is not null`,
  `create table delivery_evidence (
    event_id bigint primary key references delivery_events on delete restrict,
    delivery_id uuid not null references deliveries on delete restrict,
    sealed_note bytea,
    file_type text check (file_type in ('application/pdf', 'image/jpeg')),
    file_bytes integer check (file_bytes between 1 and 10485760),
    sealed_file bytea,
    check ((sealed_file is null) = (file_type is null)),
    check (sealed_note is not null or sealed_file is not null)
  )`,
  `create index delivery_evidence_of_delivery on delivery_evidence (delivery_id)`,
  `create table delivery_rooms (
    id uuid primary key default gen_random_uuid(),
    delivery_id uuid not null references deliveries on delete restrict,
    token_hash bytea not null unique,
    pin_hash text not null,
    created_by text not null,
    created_at timestamptz not null default now(),
    received_at timestamptz,
    revoked_at timestamptz
  )`,
  `create unique index delivery_rooms_one_open on delivery_rooms (delivery_id)
    where revoked_at is null`,
  `create table room_sessions (
    id_hash bytea primary key,
    room_id uuid not null references delivery_rooms on delete cascade,
    expires_at timestamptz not null
  )`,
  `create index room_sessions_of_room on room_sessions (room_id)`,
  `create table room_views (
    id bigint generated always as identity primary key,
    room_id uuid not null references delivery_rooms on delete cascade,
    what text not null check (what in ('entered', 'letter', 'pdf', 'annex')),
    at timestamptz not null default now()
  )`,
  `create index room_views_of_room on room_views (room_id, id)`,
  `create table replies (
    id uuid primary key default gen_random_uuid(),
    letter_id uuid references letters on delete restrict,
    delivery_id uuid references deliveries on delete restrict,
    event_id bigint references delivery_events,
    source text not null check (source in ('eml', 'imap', 'typed', 'room')),
    kind text check (kind in ('acknowledged', 'substantive', 'refused', 'redirected', 'none')),
    automatic boolean not null default false,
    message_hash bytea unique,
    statement_url text,
    sealed bytea,
    received_at timestamptz not null,
    recorded_at timestamptz not null default now(),
    recorded_by text not null,
    judged_by text,
    judged_at timestamptz,
    shown_sender text,
    published_at timestamptz,
    published_by text,
    check (delivery_id is null or letter_id is not null),
    constraint an_automatic_answer_is_none check (not automatic or coalesce(kind, 'none') = 'none'),
    constraint what_is_published_was_judged
      check (published_at is null or (kind is not null and kind <> 'none'))
  )`,
  `create index replies_of_letter on replies (letter_id, received_at desc)`,
  `create index replies_of_delivery on replies (delivery_id) where delivery_id is not null`,
  `create index replies_unassigned on replies (recorded_at) where letter_id is null`,
  `create table reply_files (
    id uuid primary key default gen_random_uuid(),
    reply_id uuid not null references replies on delete cascade,
    file_hash text not null check (file_hash ~ '^[0-9a-f]{64}$'),
    file_bytes integer not null check (file_bytes between 0 and 10485760),
    sealed_name bytea not null,
    sealed_file bytea not null,
    added_at timestamptz not null default now()
  )`,
  `create index reply_files_of_reply on reply_files (reply_id)`,
  `create table reply_texts (
    reply_id uuid not null references replies on delete cascade,
    locale text not null,
    body text not null check (body <> ''),
    primary key (reply_id, locale)
  )`,
  `create table reply_reminders (
    delivery_id uuid not null references deliveries on delete restrict,
    after_days smallint not null check (after_days in (14, 30, 45)),
    told_at timestamptz not null default now(),
    primary key (delivery_id, after_days)
  )`,
  `alter table letters
    add column reply_clock boolean not null default true,
    add column show_silence boolean not null default false`,
];
