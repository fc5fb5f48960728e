import { type Kysely, sql } from 'kysely';

/**
 * The organisers' table of signatures at any size: indexes that answer filters, orders and searches
 * without touching the wide rows, what is done with many signatures at once, and views that are kept.
 * Names are folded and cut by functions of our own, because an extension may be missing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  // Building the indexes of a large table takes longer than any statement of the application may.
  await sql`set local statement_timeout = 0`.execute(db);
  const { rows } = await sql<{ collname: string }>`
    select collname from pg_collation
    where collname in ('und-x-icu', 'en-x-icu', 'ko-x-icu', 'uk-x-icu')
      and pg_collation_is_visible(oid)`.execute(db);
  const known = new Set(rows.map(({ collname }) => collname));
  for (const statement of statements(known)) await sql.raw(statement).execute(db);
}

const searched = `fold_name(' ' || public_name || coalesce(' ' || public_latin_name, ''))`;

function statements(known: ReadonlySet<string>): string[] {
  const folding = known.has('und-x-icu') ? ' collate "und-x-icu"' : '';
  const orders = ['en', 'ko', 'uk'].filter((language) => known.has(`${language}-x-icu`));
  return [
    `alter table signatures
      add column list_hidden_at timestamptz,
      add column duplicate_of uuid references signatures on delete set null,
      set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02,
        autovacuum_analyze_scale_factor = 0.05)`,
    `create index signatures_duplicates on signatures (duplicate_of) where duplicate_of is not null`,
    `create or replace view public_signatories as
      select s.id, s.letter_id, s.number, s.public_name as name, s.public_latin_name as latin_name,
        s.public_title as title, s.public_affiliation as affiliation, s.country, s.locale, s.signed_at,
        s.meaning
      from signatures s join letters l on l.id = s.letter_id
      where s.state = 'confirmed' and s.visibility = 'public' and s.public_name is not null
        and s.list_hidden_at is null and l.names_hidden_at is null and s.meaning = l.meaning`,
    // Case, full-width forms and kinds of apostrophe do not matter to a search.
    `create function fold_name(name text) returns text
      language sql immutable strict parallel safe as
      $$ select translate(lower(normalize(name, NFKC)${folding}), '’‘‛\`´′ʹʻʼʽˈ', '''''''''''''''''''''''') $$`,
    // Pairs of neighbouring signs, and from Hangul Jamo on also single ones, which are syllables or
    // words there. The letter is part of each, so that letters do not lengthen each other's lists.
    `create function name_grams(letter uuid, name text) returns text[]
      language plpgsql immutable strict parallel safe as $$
      declare
        prefix text := left(letter::text, 8);
        signs text[] := string_to_array(name, null);
        many integer := cardinality(signs);
        grams text[] := '{}';
      begin
        for n in 1 .. many loop
          if n < many then grams := grams || (prefix || signs[n] || signs[n + 1]); end if;
          if ascii(signs[n]) >= 4352 then grams := grams || (prefix || signs[n]); end if;
        end loop;
        return grams;
      end $$`,
    `create index signatures_name_grams on signatures
      using gin (name_grams(letter_id, ${searched})) with (gin_pending_list_limit = 512)
      where public_name is not null`,
    `create index signatures_facets on signatures (letter_id, number)
      include (state, visibility, country, locale, letter_version_id, meaning, source, signed_at,
        confirmed_at, flags, list_hidden_at)`,
    `create index signatures_by_signed on signatures (letter_id, signed_at, number)`,
    // ZZ stands for no country, behind all others.
    `create index signatures_by_country on signatures (letter_id, coalesce(country, 'ZZ'), number)
      include (country)`,
    `create index signatures_with_flags on signatures (letter_id, number) where flags <> '{}'`,
    ...orders.map(
      (language) => `create index signatures_by_name_${language} on signatures
        (letter_id, public_name collate "${language}-x-icu", number)
        include (country, locale, letter_version_id, meaning, source, signed_at, confirmed_at,
          flags, list_hidden_at)
        where public_name is not null`,
    ),
    `alter table invalidations
      add column action text not null default 'take-out'
        check (action in ('take-out', 'accept', 'resend', 'duplicate', 'hide', 'unhide')),
      add column chosen_by text not null default 'criteria'
        check (chosen_by in ('criteria', 'ticks', 'filter')),
      add column duplicate_of uuid references signatures on delete set null,
      add column skipped integer not null default 0`,
    `create index invalidations_of_original on invalidations (duplicate_of)
      where duplicate_of is not null`,
    `alter table invalidation_items add column skipped text`,
    `create index invalidation_items_to_do on invalidation_items (invalidation_id, signature_id)
      where invalidated_at is null and skipped is null`,
    `create table signature_views (
      id uuid primary key default gen_random_uuid(),
      letter_id uuid not null references letters on delete cascade,
      organiser_id uuid not null references organisers on delete cascade,
      shared boolean not null,
      sealed bytea not null,
      created_at timestamptz not null default now()
    )`,
    `create index signature_views_of_letter on signature_views (letter_id)`,
    `create index audit_entries_of_object on audit_entries (object_id, id) where object_id is not null`,
    `analyze signatures`,
  ];
}
