import { type Kysely, sql } from 'kysely';

/**
 * Invitations of organisations to endorse a letter. An invitation rests on a mailbox whose authority
 * an organiser has checked beforehand; the mailbox, its person and how one knows are sealed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table endorsement_invitations (
    id uuid primary key default gen_random_uuid(),
    letter_id uuid not null references letters on delete restrict,
    token_hash bytea not null unique,
    organisation text not null,
    organisation_en text not null,
    country text check (country ~ '^[A-Z]{2}$'),
    website text,
    locale text not null,
    founding_position integer check (founding_position > 0),
    email_index bytea not null,
    sealed bytea not null,
    invited_by uuid references organisers on delete set null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    accepted_at timestamptz,
    withdrawn_at timestamptz,
    endorsement_id uuid unique references endorsements on delete set null,
    constraint endorsement_only_when_accepted
      check (endorsement_id is null or accepted_at is not null)
  )`,
  `create index endorsement_invitations_of_letter
    on endorsement_invitations (letter_id, created_at desc)`,
  `create index endorsement_invitations_unanswered
    on endorsement_invitations (letter_id, email_index)
    where accepted_at is null and withdrawn_at is null`,
  `create index endorsement_invitations_by_organiser on endorsement_invitations (invited_by)
    where invited_by is not null`,
];
