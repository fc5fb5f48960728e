import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { DB } from './schema';

/** What the table of signatures is narrowed by; ages in hours, days in `timeZone`. */
export type TableFilter = {
  state?: string;
  visibility?: string;
  country?: string;
  locale?: string;
  flag?: string;
  source?: string;
  version?: number;
  from?: string;
  to?: string;
  olderHours?: number;
  youngerHours?: number;
  hidden?: boolean;
  q?: string;
  timeZone: string;
};

type Conditions = (where: ExpressionBuilder<DB, 'signatures'>) => Expression<SqlBool>;

/** Midnight at which a day begins on the clocks of a zone; `plus` days later. */
function startOfDay(day: string, timeZone: string, plus = 0) {
  return sql<Date>`((${day}::date + ${plus}::integer)::timestamp at time zone ${timeZone})`;
}

function ago(hours: number) {
  return sql<Date>`now() - ${hours} * interval '1 hour'`;
}

/** The condition that a row of `signatures` must meet; the letter is one of them. */
export function meetsFilter(letterId: string, filter: TableFilter): Conditions {
  const { state, visibility, country, locale, flag, source, version, from, to, timeZone } = filter;
  const { olderHours, youngerHours } = filter;
  return (where) => {
    const all: Expression<SqlBool>[] = [where('signatures.letter_id', '=', letterId)];
    const add = (given: unknown, condition: () => Expression<SqlBool>) => {
      if (given !== undefined) all.push(condition());
    };
    add(state, () => where('signatures.state', '=', state ?? ''));
    add(visibility, () => where('signatures.visibility', '=', visibility ?? ''));
    add(country, () =>
      country === 'none'
        ? where('signatures.country', 'is', null)
        : where('signatures.country', '=', country ?? ''),
    );
    add(locale, () => where('signatures.locale', '=', locale ?? ''));
    add(flag, () =>
      flag === 'any'
        ? sql<SqlBool>`signatures.flags <> '{}'`
        : sql<SqlBool>`${flag} = any(signatures.flags)`,
    );
    add(source, () =>
      source === 'none'
        ? where('signatures.source', 'is', null)
        : where('signatures.source', '=', source ?? ''),
    );
    add(version, () =>
      where(
        'signatures.letter_version_id',
        '=',
        sql<string>`(select id from letter_versions
          where letter_id = ${letterId} and number = ${version})`,
      ),
    );
    add(from, () => where('signatures.signed_at', '>=', startOfDay(from ?? '', timeZone)));
    add(to, () => where('signatures.signed_at', '<', startOfDay(to ?? '', timeZone, 1)));
    add(olderHours, () => where('signatures.signed_at', '<', ago(olderHours ?? 0)));
    add(youngerHours, () => where('signatures.signed_at', '>=', ago(youngerHours ?? 0)));
    return where.and(all);
  };
}
