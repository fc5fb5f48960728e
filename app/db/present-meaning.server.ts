import { sql } from 'kysely';

/** The number of a letter's present meaning, as a constant of a larger query. */
export function presentMeaning(letterId: string) {
  return sql<number>`(select meaning from letters where id = ${letterId})`;
}
