import { type Kysely, sql } from 'kysely';

/**
 * Signatures are numbered for each letter, from 1 on, by a sequence that begins and ends with its
 * letter. A sequence and no row of counters: nobody who signs waits for another. Numbers that were
 * given before stay as they are. A program from before this migration gives no number either, so the
 * trigger serves it as well.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  // The unique index over a large table is built anew.
  await sql`set local statement_timeout = 0`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Letters first, as everything that signs does; afterwards no number is given until the end.
  `lock table letters in share row exclusive mode`,
  `lock table signatures in access exclusive mode`,
  `create function signature_numbers(letter uuid) returns text
    language sql immutable strict parallel safe as
    $$ select 'signature_numbers_' || replace(letter::text, '-', '') $$`,
  // Where one letter alone has signatures, the sequence knows also of numbers whose rows are gone.
  `do $$
    declare letter record;
    begin
      for letter in
        select id, case when highest is null then 0
            when count(highest) over () = 1 then greatest(highest, given.last_value)
            else greatest(highest, 0) end as last
          from (select l.id, (select max(s.number) from signatures s where s.letter_id = l.id)
            as highest from letters l) letters, signatures_number_seq given
      loop
        execute format('create sequence %I start with %s', signature_numbers(letter.id),
          letter.last + 1);
      end loop;
    end $$`,
  `create function begin_numbers() returns trigger language plpgsql as
    $$ begin
      execute format('create sequence %I', signature_numbers(new.id));
      return null;
    end $$`,
  `create trigger letters_begin_numbers after insert on letters
    for each row execute function begin_numbers()`,
  `create function end_numbers() returns trigger language plpgsql as
    $$ begin
      execute format('drop sequence if exists %I', signature_numbers(old.id));
      return null;
    end $$`,
  `create trigger letters_end_numbers after delete on letters
    for each row execute function end_numbers()`,
  `alter table signatures alter column number drop identity`,
  // Nought stands for a number that is still to be given; it is never stored.
  `alter table signatures
    alter column number set default 0,
    add constraint signatures_number_given check (number <> 0),
    drop constraint signatures_number_key`,
  // Letters that were copied in without their triggers, as by replication, have no sequence.
  `create function mend_numbers(letter uuid) returns regclass language plpgsql as
    $$ begin
      perform pg_advisory_xact_lock(hashtextextended('signature-numbers:' || letter, 0));
      execute format('create sequence if not exists %I start with %s', signature_numbers(letter),
        (select greatest(max(number), 0) + 1 from signatures where letter_id = letter));
      return signature_numbers(letter)::regclass;
    end $$`,
  `create function take_number() returns trigger language plpgsql as
    $$ begin
      new.number := nextval(coalesce(to_regclass(signature_numbers(new.letter_id)),
        mend_numbers(new.letter_id)));
      return new;
    end $$`,
  `create trigger signatures_take_number before insert on signatures
    for each row when (new.number = 0) execute function take_number()`,
  // Unique now, so that no index is needed for that alone.
  `drop index signatures_facets`,
  `create unique index signatures_facets on signatures (letter_id, number)
    include (state, visibility, country, locale, letter_version_id, meaning, source, signed_at,
      confirmed_at, flags, list_hidden_at)`,
];
