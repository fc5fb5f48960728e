import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';

/** By what confirmed people are counted, in one letter; `''` is who gave no country or has no source. */
export type FigureKind = 'country' | 'language' | 'source';

/** How many confirmed people there are for each value, most first. Exact in every snapshot. */
export function listFigures(
  db: Database,
  of: { letterId: string; kind: FigureKind },
): Promise<{ value: string; people: number }[]> {
  return db
    .selectFrom('signature_counts')
    .select(['value', 'people'])
    .where('letter_id', '=', of.letterId)
    .where('kind', '=', of.kind)
    .$narrowType<{ value: string; people: number }>()
    .orderBy('people', 'desc')
    .orderBy('value')
    .execute();
}

export type ConfirmedPeople = {
  /** Who stands under the text with this meaning, and how many countries they gave. */
  signatures: number;
  countries: number;
  /** Of them, who signed an earlier text first. */
  carriedOver: number;
  /** Who signed an earlier text and has not signed this one. */
  earlier: number;
};

/**
 * Confirmed people by the text they stand under, as seen from the one with this meaning; the only
 * source of any public figure.
 */
export async function countConfirmed(
  db: Database,
  of: { letterId: string; meaning: number },
): Promise<ConfirmedPeople> {
  return db
    .with('by_text', (cte) =>
      cte
        .selectFrom('signature_counts')
        .select([
          'people',
          sql<number>`split_part(value, '/', 1)::integer`.as('meaning'),
          sql<number>`split_part(value, '/', 2)::integer`.as('first_meaning'),
          sql<string | null>`nullif(split_part(value, '/', 3), '')`.as('country'),
        ])
        .where('letter_id', '=', of.letterId)
        .where('kind', '=', 'text'),
    )
    .selectFrom('by_text')
    .select(({ ref }) => {
      const present = sql`${ref('meaning')} = ${of.meaning}`;
      const carried = sql`${present} and ${ref('first_meaning')} < ${of.meaning}`;
      return [
        sql<number>`coalesce(sum(people) filter (where ${present}), 0)::bigint`.as('signatures'),
        sql<number>`count(distinct country) filter (where ${present})`.as('countries'),
        sql<number>`coalesce(sum(people) filter (where ${carried}), 0)::bigint`.as('carriedOver'),
        sql<number>`coalesce(sum(people) filter (where meaning < ${of.meaning}), 0)::bigint`.as(
          'earlier',
        ),
      ];
    })
    .executeTakeFirstOrThrow();
}

/** How many signatures stand in each state and visibility, and how many countries confirmed ones name. */
export async function countSignatureGroups(db: Database, letterId: string) {
  const rows = await db
    .selectFrom('signature_counts')
    .select(['kind', 'value', 'people'])
    .where('letter_id', '=', letterId)
    .where('kind', 'in', ['state', 'country'])
    .$narrowType<{ kind: string; value: string; people: number }>()
    .execute();
  const groups = rows
    .filter(({ kind }) => kind === 'state')
    .map(({ value, people }) => {
      const slash = value.indexOf('/');
      const [state, visibility] = [value.slice(0, slash), value.slice(slash + 1)];
      return { state, visibility, count: people };
    });
  const countries = rows.filter(({ kind, value }) => kind === 'country' && value !== '').length;
  return { groups, countries };
}

/** How many confirmed people came by one source. */
export async function countSource(
  db: Database,
  of: { letterId: string; source: string },
): Promise<number> {
  const row = await db
    .selectFrom('signature_counts')
    .select('people')
    .where('letter_id', '=', of.letterId)
    .where('kind', '=', 'source')
    .where('value', '=', of.source)
    .executeTakeFirst();
  return row?.people ?? 0;
}

/**
 * How many of those who are confirmed now confirmed on each of the last `days` days of a time zone,
 * today the last, oldest first; days as `YYYY-MM-DD`, by the database's clock.
 */
export async function countConfirmedByDay(
  db: Database,
  of: { letterId: string; timeZone: string; days: number },
): Promise<{ day: string; people: number }[]> {
  const found = await sql<{ day: string; people: number }>`
    with today as (select (now() at time zone ${of.timeZone})::date as day),
    days as (
      select today.day - age as day from today, generate_series(0, ${of.days}::integer - 1) age
    ), counted as (
      select (value::timestamptz at time zone ${of.timeZone})::date as day, sum(people) as people
      from signature_counts
      where letter_id = ${of.letterId} and kind = 'quarter-hour'
        and value >= to_char(now() - (${of.days}::integer + 2) * interval '1 day', 'YYYY-MM-DD')
      group by 1
    )
    select to_char(days.day, 'YYYY-MM-DD') as day, coalesce(counted.people, 0)::bigint as people
    from days left join counted using (day) order by days.day`.execute(db);
  return found.rows;
}

/** Only one may add up at a time; counting waits for nobody. */
const foldLock = 7_204_313;

/**
 * Adds up to `limit` noted changes to the figures and takes them away; returns how many, 0 also when
 * somebody else is adding up. Counts are the same before and after.
 */
export async function foldSignatureChanges(trx: Transaction, limit: number): Promise<number> {
  const lock = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(${foldLock}) as mine`.execute(trx);
  if (!lock.rows[0]?.mine) return 0;
  const folded = await sql<{ folded: number }>`
    with gone as (
      delete from signature_changes
      where id in (select id from signature_changes order by id limit ${limit}) returning *
    ), added as (
      insert into signature_figures (letter_id, kind, value, people)
      select gone.letter_id, part.kind, part.value, sum(gone.people)
      from gone, lateral signature_parts(gone.state, gone.visibility, gone.meaning,
        gone.first_meaning, gone.country, gone.locale, gone.source, gone.quarter_hour) part
      group by 1, 2, 3 having sum(gone.people) <> 0
      on conflict (letter_id, kind, value)
        do update set people = signature_figures.people + excluded.people
    )
    select count(*) as folded from gone`.execute(trx);
  return folded.rows[0]?.folded ?? 0;
}

/** By how much a figure differs from what it should be. */
export type Drift = { letter_id: string; kind: string; value: string; missing: number };

/**
 * Counts all signatures anew and says which figures differ, in one statement and one snapshot, so
 * that signatures that come meanwhile are neither lost nor counted twice. Takes seconds for a million.
 */
export async function findDrift(trx: Transaction): Promise<Drift[]> {
  await sql`set local statement_timeout = '5min'`.execute(trx);
  const found = await sql<Drift>`
    select letter_id, kind, value,
      (coalesce(truth.people, 0) - coalesce(told.people, 0))::bigint as missing
    from signature_truth truth full join signature_counts told using (letter_id, kind, value)
    where coalesce(truth.people, 0) <> coalesce(told.people, 0)`.execute(trx);
  return found.rows;
}

/** Adds what is missing to figures; what changed meanwhile is added on top of it as ever. */
export async function mendFigures(trx: Transaction, drift: Drift[]): Promise<void> {
  if (drift.length > 0) await sql`select pg_advisory_xact_lock(${foldLock})`.execute(trx);
  for (const { letter_id, kind, value, missing } of drift) {
    await trx
      .insertInto('signature_figures')
      .values({ letter_id, kind, value, people: missing })
      .onConflict((conflict) =>
        conflict
          .columns(['letter_id', 'kind', 'value'])
          .doUpdateSet({ people: sql`signature_figures.people + excluded.people` }),
      )
      .execute();
  }
}

/** How many wait since less than one day, one to three days, and longer. */
export type AgeBands = { fresh: number; aging: number; old: number };

/** Signatures that are held, and those that nobody has confirmed, by how long they have waited. */
export async function countWaitingSignatures(
  db: Database,
  letterId: string,
  bands: { aging: Duration; old: Duration },
): Promise<{ held: AgeBands; pending: AgeBands }> {
  const ago = (span: Duration) => sql`now() - ${span} * interval '1 millisecond'`;
  const inBands = (column: 'confirmed_at' | 'signed_at', state: 'held' | 'pending') =>
    db
      .selectFrom('signatures')
      .select([
        sql<number>`count(*) filter (where ${sql.ref(column)} > ${ago(bands.aging)})`.as('fresh'),
        sql<number>`count(*) filter (where ${sql.ref(column)} <= ${ago(bands.aging)}
          and ${sql.ref(column)} > ${ago(bands.old)})`.as('aging'),
        sql<number>`count(*) filter (where ${sql.ref(column)} <= ${ago(bands.old)})`.as('old'),
      ])
      .where('letter_id', '=', letterId)
      // Written out, so that the index of this state alone is enough.
      .where(sql<boolean>`state = ${sql.lit(state)}`)
      .executeTakeFirstOrThrow();
  const [held, pending] = await Promise.all([
    inBands('confirmed_at', 'held'),
    inBands('signed_at', 'pending'),
  ]);
  return { held, pending };
}
