import { type Kysely, sql } from 'kysely';

/**
 * What a letter needs before it is public: a title to work with, who answers for the data of those
 * who sign, and for which texts somebody has looked at the confirmation mail. And a guard that holds
 * whatever the program does: the text of a version never changes once somebody has signed it, or
 * once a copy of it has left.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table letters
    add column working_title text not null default '',
    add column controller text,
    add column privacy_contact text,
    add column tested_hash text,
    add column tested_at timestamptz`,
  `alter table letters add constraint letters_locales_are_known
    check (locales <@ '{en,ko,uk}' and cardinality(locales) > 0)`,
  'create index signatures_of_version on signatures (letter_version_id)',
  // A signature holds a share of its version's row until it commits (its foreign key does), so the
  // lock waits for those on their way, and those that come later wait for the text.
  `create function refuse_change_of_signed_text(version uuid) returns void language plpgsql as $$
  begin
    perform 1 from letter_versions where id = version for update;
    if exists (select 1 from signatures where letter_version_id = version)
      or exists (select 1 from deliveries where letter_version_id = version
        and state not in ('prepared', 'withdrawn', 'captured'))
    then
      raise exception 'the text of a version that was signed or sent cannot change'
        using errcode = 'restrict_violation';
    end if;
  end $$`,
  `create function guard_letter_text() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'INSERT' then perform refuse_change_of_signed_text(old.letter_version_id); end if;
    if tg_op <> 'DELETE' then perform refuse_change_of_signed_text(new.letter_version_id); end if;
    return coalesce(new, old);
  end $$`,
  `create trigger letter_texts_are_fixed before insert or update or delete on letter_texts
    for each row execute function guard_letter_text()`,
  `create function guard_letter_version() returns trigger language plpgsql as $$
  begin
    perform refuse_change_of_signed_text(old.id);
    return coalesce(new, old);
  end $$`,
  `create trigger letter_versions_are_fixed
    before update of id, letter_id, number, hash, created_at or delete on letter_versions
    for each row execute function guard_letter_version()`,
];
