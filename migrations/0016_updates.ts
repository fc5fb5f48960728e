import { type Kysely, sql } from 'kysely';

/**
 * News to the people who asked for it. A recipient row is one person's place in one mailing: `slot`
 * says which of the promised mails it is, and one that was never sent gives its slot back. Rows
 * outlive the person without their name: `signature_id` becomes empty, the figures stay true.
 *
 * Who ticked the box before this migration was promised mail about replies only: `updates_about`
 * keeps that apart from the wider promise that is made from now on.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table signatures add column updates_about text not null default 'replies'
    check (updates_about in ('replies', 'news'))`,
  `alter table signatures alter column updates_about set default 'news'`,
  `create table updates (
    id uuid primary key default gen_random_uuid(),
    number bigint generated always as identity,
    letter_id uuid not null references letters on delete restrict,
    kind text not null check (kind in ('news', 'answer')),
    state text not null default 'draft'
      check (state in ('draft', 'tested', 'approved', 'sending', 'sent', 'cancelled')),
    delivery_id uuid references deliveries on delete restrict,
    on_timeline boolean not null default false,
    changed_by text not null,
    changed_at timestamptz not null default now(),
    tested_hash text check (tested_hash ~ '^[0-9a-f]{64}$'),
    tested_by text,
    tested_at timestamptz,
    approved_hash text check (approved_hash ~ '^[0-9a-f]{64}$'),
    approved_by text,
    approved_at timestamptz,
    recipients integer check (recipients >= 0),
    published_at timestamptz,
    next_batch_at timestamptz,
    finished_at timestamptz,
    created_at timestamptz not null default now(),
    constraint only_answers_have_a_delivery check (kind = 'answer' or delivery_id is null),
    constraint what_leaves_was_tested_and_approved check (
      state not in ('approved', 'sending', 'sent')
      or (approved_by is not null and recipients is not null and approved_hash = tested_hash)
    )
  )`,
  `create index updates_of_letter on updates (letter_id, number desc)`,
  `create index updates_to_send on updates (number) where state in ('approved', 'sending')`,
  `create table update_texts (
    update_id uuid not null references updates on delete cascade,
    locale text not null,
    subject text not null,
    body text not null,
    revision integer not null default 1 check (revision > 0),
    master_revision integer,
    primary key (update_id, locale)
  )`,
  `create table update_recipients (
    id bigint generated always as identity primary key,
    update_id uuid not null references updates on delete restrict,
    signature_id uuid references signatures on delete set null,
    locale text not null,
    slot smallint constraint no_more_than_was_promised check (slot between 1 and 3),
    state text not null default 'waiting'
      check (state in ('waiting', 'queued', 'sent', 'bounced', 'failed', 'unknown', 'skipped')),
    reason text,
    message_id uuid references messages on delete set null,
    unsubscribe_hash bytea,
    unsubscribed boolean not null default false,
    constraint skipped_gives_its_slot_back check (state <> 'skipped' or slot is null),
    constraint a_person_has_a_slot
      check (signature_id is null or state = 'skipped' or slot is not null),
    unique (update_id, signature_id)
  )`,
  `create unique index update_recipients_once_a_slot on update_recipients (signature_id, slot)`,
  `create index update_recipients_by_state on update_recipients (update_id, state, id)`,
  `create index update_recipients_on_the_way on update_recipients (id) where state = 'queued'`,
  `create index update_recipients_by_message on update_recipients (message_id)
    where message_id is not null`,
  `create index signatures_subscribers on signatures (letter_id, number)
    where state = 'confirmed' and updates and contact_erased_at is null`,
  `create view update_subscribers as
    select s.id, s.number, s.letter_id, s.locale, s.sealed, s.updates_about, s.confirmed_at,
      (select count(*)::int from update_recipients r
        where r.signature_id = s.id and r.slot is not null) as had
    from signatures s
    where s.state = 'confirmed'
      and s.updates
      and s.contact_erased_at is null`,
  `alter table messages add column priority smallint not null default 0`,
  `create index messages_due_by_priority on messages (priority, next_attempt_at)
    where state = 'queued'`,
  `drop index messages_due`,
];
