import { type Kysely, sql } from 'kysely';

/**
 * Roles on single letters. Somebody who works on one letter only has no role in the installation,
 * so `organisers.role` may be empty.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table organisers alter column role drop not null`,
  `create table letter_roles (
    letter_id uuid not null references letters on delete cascade,
    organiser_id uuid not null references organisers on delete cascade,
    role text not null
      check (role in ('owner', 'editor', 'translator', 'moderator', 'deliverer', 'exporter', 'auditor')),
    given_at timestamptz not null default now(),
    primary key (letter_id, organiser_id)
  )`,
  `create index letter_roles_of_organiser on letter_roles (organiser_id)`,
];
