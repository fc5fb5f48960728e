import { type Kysely, sql } from 'kysely';

/**
 * Figures of a letter without counting its signatures. Whatever changes signatures leaves one row
 * per cell in `signature_changes`, in its own transaction and never as an update of a row that
 * others wait for; the worker adds these rows up in `signature_figures`. The view
 * `signature_counts` is both together, exact in every snapshot, whether or not a worker runs.
 * And what an audit entry says of before and after.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  // A million signatures are counted once.
  await sql`set local statement_timeout = '5min'`.execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** What of a signature is counted; of those that do not count, only the state and the visibility. */
const cell = `letter_id, state, visibility,
  case when state = 'confirmed' then meaning end as meaning,
  case when state = 'confirmed' then first_meaning end as first_meaning,
  case when state = 'confirmed' then country end as country,
  case when state = 'confirmed' then locale end as locale,
  case when state = 'confirmed' then source end as source,
  case when state = 'confirmed'
    then date_bin('15 minutes', confirmed_at, timestamptz '2000-01-01 00:00+00') end as quarter_hour`;
const columns = `letter_id, state, visibility, meaning, first_meaning, country, locale, source,
  quarter_hour`;

const statements = [
  // Neither table refers to letters: that would lock a letter's row in the path of each signature.
  `create table signature_figures (
    letter_id uuid not null,
    kind text not null check (kind in
      ('state', 'text', 'country', 'language', 'source', 'quarter-hour')),
    value text not null,
    people bigint not null,
    primary key (letter_id, kind, value)
  )`,
  `create table signature_changes (
    id bigint generated always as identity primary key,
    letter_id uuid not null,
    state text not null,
    visibility text not null,
    meaning integer,
    first_meaning integer,
    country text,
    locale text,
    source text,
    quarter_hour timestamptz,
    people integer not null
  ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)`,
  // A quarter of an hour fits into the days of every time zone.
  `create function signature_parts
    (state text, visibility text, meaning integer, first_meaning integer, country text, locale text,
      source text, quarter_hour timestamptz)
    returns table (kind text, value text) language sql stable parallel safe as $$
      select part.kind, part.value from (values
        ('state', state || '/' || visibility),
        ('text', meaning || '/' || first_meaning || '/' || coalesce(country, '')),
        ('country', case when state = 'confirmed' then coalesce(country, '') end),
        ('language', case when state = 'confirmed' then locale end),
        ('source', case when state = 'confirmed' then coalesce(source, '') end),
        ('quarter-hour', to_char(quarter_hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'))
      ) as part (kind, value) where part.value is not null
    $$`,
  `create view signature_counts as
    select letter_id, kind, value, sum(people)::bigint as people from (
      select letter_id, kind, value, people from signature_figures
      union all
      select c.letter_id, part.kind, part.value, c.people::bigint
      from signature_changes c, lateral signature_parts
        (c.state, c.visibility, c.meaning, c.first_meaning, c.country, c.locale, c.source,
          c.quarter_hour) part
    ) parts
    group by letter_id, kind, value having sum(people) <> 0`,
  // Counted the long way, and on purpose without the function: each shows what the other got wrong.
  `create view signature_truth as
    select letter_id, 'state' as kind, state || '/' || visibility as value, count(*) as people
      from signatures group by letter_id, state, visibility
    union all select letter_id, 'text', concat_ws('/', meaning, first_meaning, coalesce(country, '')),
        count(*)
      from signatures where state = 'confirmed' group by letter_id, meaning, first_meaning, country
    union all select letter_id, 'country', coalesce(country, ''), count(*)
      from signatures where state = 'confirmed' group by letter_id, country
    union all select letter_id, 'language', locale, count(*)
      from signatures where state = 'confirmed' group by letter_id, locale
    union all select letter_id, 'source', coalesce(source, ''), count(*)
      from signatures where state = 'confirmed' group by letter_id, source
    union all select letter_id, 'quarter-hour',
        to_char(to_timestamp(quarter * 900) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'), people
      from (
        select letter_id, floor(extract(epoch from confirmed_at) / 900) as quarter,
          count(*) as people
        from signatures where state = 'confirmed' and confirmed_at is not null group by 1, 2
      ) quarters`,
  `create function note_signature_changes() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        insert into signature_changes (${columns}, people)
          select ${columns}, count(*) from (select ${cell} from new_rows) cells group by ${columns};
      elsif tg_op = 'DELETE' then
        insert into signature_changes (${columns}, people)
          select ${columns}, -count(*) from (select ${cell} from old_rows) cells group by ${columns};
      elsif tg_op = 'UPDATE' then
        insert into signature_changes (${columns}, people)
          select ${columns}, sum(people) from (
            select ${cell}, 1 as people from new_rows
            union all select ${cell}, -1 from old_rows
          ) cells group by ${columns} having sum(people) <> 0;
      else
        delete from signature_changes;
        delete from signature_figures;
      end if;
      return null;
    end $$`,
  `create trigger signatures_noted_insert after insert on signatures
    referencing new table as new_rows for each statement execute function note_signature_changes()`,
  `create trigger signatures_noted_update after update on signatures
    referencing old table as old_rows new table as new_rows
    for each statement execute function note_signature_changes()`,
  `create trigger signatures_noted_delete after delete on signatures
    referencing old table as old_rows for each statement execute function note_signature_changes()`,
  `create trigger signatures_noted_truncate after truncate on signatures
    for each statement execute function note_signature_changes()`,
  `insert into signature_figures (letter_id, kind, value, people)
    select letter_id, kind, value, people from signature_truth`,
  // Queues by age, of one letter.
  `create index signatures_pending_of_letter on signatures (letter_id, signed_at)
    where state = 'pending'`,
  `alter table audit_entries add column changes jsonb not null default '{}'`,
  `create index audit_entries_by_action on audit_entries (action, id desc)`,
  `create index audit_entries_by_organiser on audit_entries (organiser_id, id desc)
    where organiser_id is not null`,
];
