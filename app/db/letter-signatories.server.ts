import { sql } from 'kysely';
import type { Database } from './client.server';

/**
 * The read model *in the letter*: every confirmed signature, with ciphertext only where the owner
 * let the addressee see the name; of counted-only people there is nothing but their number.
 */
export function listLetterSignatoryRows(db: Database, letterId: string) {
  return db
    .selectFrom('signatures')
    .select(['id', 'number', 'visibility', 'country', 'sealed', 'locale'])
    .where('letter_id', '=', letterId)
    .where('state', '=', 'confirmed')
    .where('visibility', 'in', ['public', 'letter'])
    .orderBy('number')
    .execute();
}

/** Public signatories for the public document, from plain columns only. */
export function listPublicAnnexRows(db: Database, letterId: string) {
  return db
    .selectFrom('signatures')
    .select([
      'id',
      'public_name as name',
      'public_title as title',
      'public_affiliation as affiliation',
      'country',
    ])
    .where('letter_id', '=', letterId)
    .where('state', '=', 'confirmed')
    .where('visibility', '=', 'public')
    .$narrowType<{ name: string }>()
    .orderBy('number')
    .execute();
}

/** How many confirmed people there are, how many of them counted only, from how many countries. */
export async function countLetterAudience(db: Database, letterId: string) {
  return db
    .selectFrom('signatures')
    .select((select) => [
      select.fn.countAll<number>().as('total'),
      select.fn.countAll<number>().filterWhere('visibility', '=', 'counted').as('counted_only'),
      sql<number>`count(distinct country)`.as('countries'),
    ])
    .where('letter_id', '=', letterId)
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow();
}
