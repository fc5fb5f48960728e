import { type Kysely, sql } from 'kysely';

/**
 * Copies of large letters are frozen by the worker: what was asked for waits in a row of its own, under
 * the id of the delivery that comes of it, and is gone with the freezing. Besides its documents a
 * delivery keeps their outline and marks of its names, so that its page opens none of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table delivery_preparations (
    delivery_id uuid primary key,
    letter_id uuid not null references letters on delete restrict,
    target_id uuid references delivery_targets on delete set null,
    addendum boolean not null,
    anew boolean not null,
    names integer not null check (names >= 0),
    sealed_cover bytea,
    requested_by text not null,
    requested_at timestamptz not null default now(),
    state text not null default 'waiting' check (state in ('waiting', 'running', 'refused')),
    reason text,
    attempts integer not null default 0,
    beat_at timestamptz not null default now(),
    constraint refused_for_a_reason check ((state = 'refused') = (reason is not null))
  )`,
  'create index delivery_preparations_of_letter on delivery_preparations (letter_id)',
  `create unique index delivery_preparations_once on delivery_preparations (target_id, addendum)
    where not anew and state <> 'refused'`,
  `alter table deliveries add column sealed_outline bytea, add column sealed_marks bytea`,
];
