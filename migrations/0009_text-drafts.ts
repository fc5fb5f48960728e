import { type Kysely, sql } from 'kysely';

/**
 * Texts that are being written. A draft is one text in one language; `revision` grows with each
 * save, and a translation remembers the revision of the master text that it was last made from.
 * A lock says who is editing a part; `seen_at` is renewed while the page is open.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table text_drafts (
    letter_id uuid not null references letters on delete cascade,
    kind text not null check (kind in ('letter', 'background')),
    locale text not null,
    content jsonb not null,
    review text not null default 'draft',
    revision integer not null default 1 check (revision > 0),
    master_revision integer,
    updated_at timestamptz not null default now(),
    updated_by uuid references organisers on delete set null,
    primary key (letter_id, kind, locale)
  )`,
  `create table edit_locks (
    letter_id uuid not null references letters on delete cascade,
    part text not null,
    organiser_id uuid not null references organisers on delete cascade,
    since timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    primary key (letter_id, part)
  )`,
  `alter table letters add column locales text[] not null default '{en,ko,uk}'`,
  `alter table letters add constraint letters_master_is_offered
    check (master_locale = any (locales))`,
];
