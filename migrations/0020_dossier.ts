import { type Kysely, sql } from 'kysely';

/**
 * A delivery as a dossier. Each recipient of a mail has a message of its own (`recipient_place`: 0
 * the addressee's mailbox, then the copies). A dossier is tested and approved by its hash, waits its
 * hold out (`leaves_at`) and has left the desk's hands once `released_at` is set. What goes to the same
 * target after the letter of that version is a numbered addendum: sequence 0 is the letter.
 *
 * Triggers prepare a dossier by themselves, each once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const hash = (column: string) => `${column} text check (${column} ~ '^[0-9a-f]{64}$')`;

const statements = [
  `alter table messages add column recipient_place smallint not null default 0
    check (recipient_place >= 0)`,
  `create index messages_of_delivery on messages (delivery_id, recipient_place)
    where delivery_id is not null`,
  `alter table letters add column second_sender boolean not null default true`,
  `alter table delivery_targets add column time_zone text`,
  `alter table deliveries drop constraint deliveries_state_check`,
  `alter table deliveries add constraint deliveries_state_check check (state in
    ('prepared', 'approved', 'queued', 'sending', 'accepted', 'captured', 'deferred', 'failed',
     'unknown', 'acknowledged', 'answered', 'withdrawn'))`,
  `alter table deliveries
    add column sequence smallint not null default 0 check (sequence >= 0),
    add column ${hash('tested_hash')},
    add column tested_by text,
    add column tested_at timestamptz,
    add column ${hash('approved_hash')},
    add column approved_by text,
    add column approved_at timestamptz,
    add column leaves_at timestamptz,
    add column released_at timestamptz`,
  `alter table deliveries add constraint approved_by_somebody check
    (state <> 'approved' or (approved_hash is not null and approved_by is not null))`,
  `create unique index deliveries_once_in_sequence
    on deliveries (target_id, letter_version_id, sequence)
    where state in ('queued', 'sending', 'accepted', 'deferred', 'unknown',
                    'acknowledged', 'answered')`,
  'drop index deliveries_once',
  `create or replace function refuse_change_of_signed_text(version uuid) returns void
    language plpgsql as $$
  begin
    perform 1 from letter_versions where id = version for update;
    if exists (select 1 from signatures where letter_version_id = version)
      or exists (select 1 from deliveries where letter_version_id = version
        and state not in ('prepared', 'approved', 'withdrawn', 'captured'))
    then
      raise exception 'the text of a version that was signed or sent cannot change'
        using errcode = 'restrict_violation';
    end if;
  end $$`,
  `create table delivery_triggers (
    id uuid primary key default gen_random_uuid(),
    letter_id uuid not null references letters on delete restrict,
    target_id uuid not null references delivery_targets on delete cascade,
    kind text not null check (kind in ('closing', 'signatures')),
    threshold integer not null default 0 check (threshold >= 0),
    created_by text not null,
    created_at timestamptz not null default now(),
    ${hash('standing_hash')},
    standing_by text,
    standing_at timestamptz,
    fired_at timestamptz,
    outcome text check (outcome in ('prepared', 'standing', 'queued', 'refused')),
    reason text,
    delivery_id uuid references deliveries on delete set null,
    constraint only_numbers_have_a_threshold check ((kind = 'signatures') = (threshold > 0)),
    constraint each_once unique (target_id, kind, threshold)
  )`,
  `create index delivery_triggers_waiting on delivery_triggers (letter_id) where fired_at is null`,
];
