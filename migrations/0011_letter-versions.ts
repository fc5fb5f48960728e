import { type Kysely, sql } from 'kysely';

/**
 * Versions of a letter's text. `meaning` counts the texts that differ in meaning; a correction
 * shares it with what it corrects. A signature stands under the public text as long as its meaning
 * is the letter's, so both hold the number, and the views compare them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  // Every signature gets its record and its place in two indexes, which takes as long as it takes.
  await sql`set local statement_timeout = 0`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table letter_versions
    add column kind text not null default 'first'
      check (kind in ('first', 'correction', 'change')),
    add column meaning integer not null default 1 check (meaning > 0),
    add column summaries jsonb not null default '{}',
    add column published_by text`,
  `alter table letters
    add column meaning integer not null default 1 check (meaning > 0)`,
  `alter table signatures
    add column meaning integer not null default 1,
    add column first_meaning integer not null default 1`,
  // Whatever writes a signature names the version only; what follows from it is kept here.
  `create function take_meaning() returns trigger language plpgsql as
    $$ begin
      select v.meaning into strict new.meaning
        from letter_versions v where v.id = new.letter_version_id;
      if tg_op = 'INSERT' then new.first_meaning := new.meaning;
      elsif old.state in ('pending', 'withdrawn') then new.first_meaning := new.meaning;
      end if;
      return new;
    end $$`,
  `create trigger signatures_take_meaning
    before insert or update of letter_version_id on signatures
    for each row execute function take_meaning()`,
  // To which texts, in which language, the owner of a signature has agreed, and when.
  `create table signature_versions (
    signature_id uuid not null,
    letter_version_id uuid not null,
    locale text not null,
    agreed_at timestamptz not null
  )`,
  `insert into signature_versions (signature_id, letter_version_id, locale, agreed_at)
    select id, letter_version_id, locale, confirmed_at from signatures
    where confirmed_at is not null`,
  // Afterwards, so that all rows are checked at once.
  `alter table signature_versions
    add primary key (signature_id, letter_version_id),
    add foreign key (signature_id) references signatures on delete cascade,
    add foreign key (letter_version_id) references letter_versions on delete restrict`,
  `create function keep_agreement() returns trigger language plpgsql as
    $$ begin
      insert into signature_versions (signature_id, letter_version_id, locale, agreed_at)
      values (new.id, new.letter_version_id, new.locale,
        case when tg_op = 'INSERT' then coalesce(new.confirmed_at, now()) else now() end)
      on conflict (signature_id, letter_version_id)
        do update set locale = excluded.locale, agreed_at = excluded.agreed_at;
      return null;
    end $$`,
  `create trigger signatures_keep_first_agreement after insert on signatures
    for each row when (new.state in ('confirmed', 'held'))
    execute function keep_agreement()`,
  `create trigger signatures_keep_agreement after update of state, letter_version_id on signatures
    for each row when (new.state in ('confirmed', 'held')
      and (old.state = 'pending' or old.letter_version_id <> new.letter_version_id))
    execute function keep_agreement()`,
  // The figures of every page, from the index alone.
  `create index signatures_counted on signatures (letter_id, meaning, first_meaning, country)
    where state = 'confirmed'`,
  `create index signatures_public_by_meaning on signatures (letter_id, meaning, number desc)
    where state = 'confirmed' and visibility = 'public'`,
  `drop index signatures_public_list`,
  `create or replace view public_signatories as
    select s.id, s.letter_id, s.number, s.public_name as name, s.public_latin_name as latin_name,
      s.public_title as title, s.public_affiliation as affiliation, s.country, s.locale, s.signed_at,
      s.meaning
    from signatures s join letters l on l.id = s.letter_id
    where s.state = 'confirmed' and s.visibility = 'public' and s.public_name is not null
      and l.names_hidden_at is null and s.meaning = l.meaning`,
  `create or replace view letter_signatories as
    select s.id, s.letter_id, s.number, s.visibility, s.country, s.locale, s.sealed
    from signatures s join letters l on l.id = s.letter_id
    where s.state = 'confirmed' and s.visibility in ('public', 'letter')
      and s.meaning = l.meaning`,
  // Asking everybody who signed an earlier text; one line a change of meaning.
  `create table carry_overs (
    letter_version_id uuid primary key references letter_versions on delete restrict,
    letter_id uuid not null references letters on delete restrict,
    state text not null default 'running'
      check (state in ('running', 'done', 'superseded', 'closed')),
    expected integer not null,
    asked integer not null default 0,
    left_out integer not null default 0,
    after_number bigint not null default 0,
    created_at timestamptz not null default now(),
    finished_at timestamptz
  )`,
  `create index carry_overs_running on carry_overs (created_at) where state = 'running'`,
];
