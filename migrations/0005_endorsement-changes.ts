import { type Kysely, sql } from 'kysely';

/**
 * Names of an organisation in the other languages of the letter, its statement, and which one
 * coordinates; and what an approved organisation asks to change, apart from what is public until an
 * organiser has decided.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table endorsements
    add column names jsonb not null default '{}',
    add column statement text,
    add column coordinator boolean not null default false`,
  `create unique index endorsements_one_coordinator on endorsements (letter_id) where coordinator`,
  `create table endorsement_changes (
    endorsement_id uuid primary key references endorsements on delete cascade,
    organisation text not null,
    organisation_en text not null,
    names jsonb not null default '{}',
    statement text,
    logo text not null check (logo in ('keep', 'replace', 'remove')),
    logo_hash text check (logo_hash ~ '^[0-9a-f]{64}$'),
    logo_png bytea,
    logo_width integer,
    logo_height integer,
    asked_at timestamptz not null default now(),
    constraint logo_only_when_replaced check (
      num_nonnulls(logo_hash, logo_png, logo_width, logo_height)
        = case when logo = 'replace' then 4 else 0 end
    )
  )`,
];
