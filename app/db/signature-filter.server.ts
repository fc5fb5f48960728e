import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** What the table of signatures is narrowed by; ages in hours, days in `timeZone`. */
export type TableFilter = {
  state?: string;
  visibility?: string;
  /** `none` stands for rows without one, here and for `source`. */
  country?: string;
  locale?: string;
  /** `any` stands for rows with at least one. */
  flag?: string;
  source?: string;
  version?: number;
  from?: string;
  to?: string;
  confirmedOn?: string;
  /** Signed so long ago at least. */
  olderHours?: number;
  /** Waiting so long at least, and less than so long. */
  waitingHours?: { from?: number; below?: number };
  /** Kept off the public list by organisers, or not. */
  hidden?: boolean;
  /** Only those who stand under the text of this meaning. */
  meaning?: number;
  /** Only those with a public name. */
  named?: boolean;
  /** Part of a public name. */
  q?: string;
  timeZone?: string;
};

/** One condition that a row of `signatures` must meet. */
export type Condition = RawBuilder<SqlBool>;

/** By what rows are found and sorted that may have no country. */
export const countryKey = sql<string>`coalesce(country, 'ZZ')`;

const searched = sql<string>`fold_name(' ' || public_name || coalesce(' ' || public_latin_name, ''))`;

/** From Hangul Jamo on a single sign is a syllable or a word, and in the index by itself. */
const firstSyllable = 0x1100;

/**
 * That a public name, or its Latin spelling, has `text` in it, whatever the case. One letter of an
 * alphabet finds words that begin with it: it is in nearly every name otherwise.
 */
function nameContains(letterId: string, text: string): Condition[] {
  const alone = [...text].length === 1 && (text.codePointAt(0) ?? 0) < firstSyllable;
  const folded = sql<string>`fold_name(${alone ? ` ${text}` : text}::text)`;
  const pattern = sql<string>`'%' || regexp_replace(${folded}, '([\\\\%_])', '\\\\\\1', 'g') || '%'`;
  return [
    sql`public_name is not null`,
    sql`name_grams(letter_id, ${searched}) @> name_grams(${letterId}::uuid, ${folded})`,
    sql`${searched} like ${pattern}`,
  ];
}

/** Midnight at which a day begins on the clocks of a zone; `plus` days later. */
function startOfDay(day: string, timeZone: string, plus = 0) {
  return sql<Date>`((${day}::date + ${plus}::integer)::timestamp at time zone ${timeZone})`;
}

function ago(hours: number) {
  return sql<Date>`now() - ${hours}::integer * interval '1 hour'`;
}

function whenOf(filter: TableFilter): Condition[] {
  const { from, to, confirmedOn, olderHours, waitingHours = {}, timeZone = 'UTC' } = filter;
  const since = sql`coalesce(confirmed_at, signed_at)`;
  const all: Condition[] = [];
  if (from) all.push(sql`signed_at >= ${startOfDay(from, timeZone)}`);
  if (to) all.push(sql`signed_at < ${startOfDay(to, timeZone, 1)}`);
  if (confirmedOn) all.push(sql`confirmed_at >= ${startOfDay(confirmedOn, timeZone)}`);
  if (confirmedOn) all.push(sql`confirmed_at < ${startOfDay(confirmedOn, timeZone, 1)}`);
  if (olderHours) all.push(sql`signed_at < ${ago(olderHours)}`);
  if (waitingHours.from) all.push(sql`${since} <= ${ago(waitingHours.from)}`);
  if (waitingHours.below) all.push(sql`${since} > ${ago(waitingHours.below)}`);
  return all;
}

/** Every condition of the filter besides the letter; none for an empty one. */
export function conditionsOf(letterId: string, filter: TableFilter): Condition[] {
  const { state, visibility, country, locale, flag, source, version, hidden, q } = filter;
  const all: Condition[] = [];
  // The checks of the table make it the same, and the narrow index holds these two columns.
  if (filter.named) all.push(sql`state = 'confirmed' and visibility = 'public'`);
  if (state) all.push(sql`state = ${state}`);
  if (visibility) all.push(sql`visibility = ${visibility}`);
  if (country) all.push(sql`${countryKey} = ${country === 'none' ? 'ZZ' : country}`);
  if (locale) all.push(sql`locale = ${locale}`);
  if (flag) all.push(sql`flags <> '{}'`);
  if (flag && flag !== 'any') all.push(sql`${flag} = any(flags)`);
  if (source) all.push(source === 'none' ? sql`source is null` : sql`source = ${source}`);
  if (version) {
    all.push(sql`letter_version_id = (select id from letter_versions
      where letter_id = ${letterId}::uuid and number = ${version}::integer)`);
  }
  all.push(...whenOf(filter));
  if (filter.meaning !== undefined) all.push(sql`meaning = ${filter.meaning}::integer`);
  if (hidden !== undefined) all.push(sql`(list_hidden_at is not null) = ${hidden}`);
  if (q) all.push(...nameContains(letterId, q));
  return all;
}

/** That all of them hold, and that the row is of this letter. */
export function allOf(letterId: string, conditions: Condition[]): Condition {
  return sql`${sql.join([sql`letter_id = ${letterId}::uuid`, ...conditions], sql` and `)}`;
}
