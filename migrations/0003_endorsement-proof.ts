import { type Kysely, sql } from 'kysely';

/**
 * What shows that an organisation agreed: the proof an organiser holds, and questions asked before
 * the decision. One organiser at a time decides about one endorsement.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table endorsements
    add column decline_template text check (decline_template in
      ('no-authority', 'not-reachable', 'not-an-organisation', 'already-endorsed', 'other-aims')),
    add column held_by uuid references organisers on delete set null,
    add column held_until timestamptz`,
  `create index endorsements_held on endorsements (held_by) where held_by is not null`,
  `create table endorsement_proofs (
    endorsement_id uuid primary key references endorsements on delete cascade,
    sealed bytea not null,
    file_type text check (file_type in ('application/pdf', 'image/png', 'image/jpeg')),
    file_hash text check (file_hash ~ '^[0-9a-f]{64}$'),
    sealed_file bytea,
    recorded_at timestamptz not null default now(),
    constraint file_whole check (num_nonnulls(file_type, file_hash, sealed_file) in (0, 3))
  )`,
  `create table endorsement_questions (
    id uuid primary key default gen_random_uuid(),
    endorsement_id uuid not null references endorsements on delete cascade,
    sealed bytea not null,
    asked_by uuid references organisers on delete set null,
    asked_at timestamptz not null default now(),
    answered_at timestamptz
  )`,
  `create index questions_of_endorsement on endorsement_questions (endorsement_id, asked_at)`,
];
