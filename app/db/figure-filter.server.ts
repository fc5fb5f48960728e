import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';

/** What single figures of a letter's overview count, as conditions on its signatures. */
export type FigureFilter = {
  language?: string;
  /** An own link's code, or a campaign's words, exactly as the signature keeps them. */
  source?: string;
  /** Only those that name no country, or no source. */
  without?: 'country' | 'source';
  /** Confirmed on this day (`YYYY-MM-DD`) of a time zone. */
  confirmedOn?: { day: string; timeZone: string };
  /**
   * Waiting at least and less than so long, by the database's clock: for its owner since it was
   * signed, for an organiser since it was confirmed.
   */
  waiting?: { from?: Duration; below?: Duration };
};

/** The conditions of a filter, all of which must hold; none for an empty one. */
export function figureConditions(filter: FigureFilter): RawBuilder<SqlBool>[] {
  const { language, source, without, confirmedOn: on, waiting } = filter;
  const conditions: RawBuilder<SqlBool>[] = [];
  if (language) conditions.push(sql`signatures.locale = ${language}`);
  if (source) conditions.push(sql`signatures.source = ${source}`);
  if (without) conditions.push(sql`${sql.ref(`signatures.${without}`)} is null`);
  if (on) {
    const begin = (later: number) =>
      sql`((${on.day}::date + ${later}::integer)::timestamp at time zone ${on.timeZone})`;
    conditions.push(sql`signatures.confirmed_at >= ${begin(0)}`);
    conditions.push(sql`signatures.confirmed_at < ${begin(1)}`);
  }
  const since = sql`coalesce(signatures.confirmed_at, signatures.signed_at)`;
  const ago = (span: Duration) => sql`now() - ${span} * interval '1 millisecond'`;
  if (waiting?.from) conditions.push(sql`${since} <= ${ago(waiting.from)}`);
  if (waiting?.below) conditions.push(sql`${since} > ${ago(waiting.below)}`);
  return conditions;
}
