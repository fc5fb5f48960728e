import { sql } from 'kysely';
import type { Database } from './client.server';

/**
 * The read model *public*: confirmed and public signatures, from plain columns only. The table's
 * checks keep those columns empty for everybody else, so no mistake here can show a hidden name.
 */
function publicSignatories(db: Database, letterId: string, timeZone: string) {
  return db
    .selectFrom('signatures')
    .select([
      'id',
      'number',
      'public_name as name',
      'public_title as title',
      'public_affiliation as affiliation',
      'country',
      'locale',
      sql<string>`to_char(signed_at at time zone ${timeZone}, 'YYYY-MM-DD')`.as('signed_on'),
    ])
    .where('letter_id', '=', letterId)
    .where('state', '=', 'confirmed')
    .where('visibility', '=', 'public')
    .where('public_name', 'is not', null)
    .$narrowType<{ name: string }>();
}

export type PublicSignatoryRow = Awaited<ReturnType<typeof listPublicSignatoryRows>>[number];

/** Newest first; `query` matches inside names, `after` is the last number already seen (keyset). */
export function listPublicSignatoryRows(
  db: Database,
  letterId: string,
  page: { timeZone: string; query?: string; country?: string; after?: number; limit: number },
) {
  let query = publicSignatories(db, letterId, page.timeZone);
  if (page.query) {
    const literal = page.query.replace(/[\\%_]/g, (sign) => `\\${sign}`);
    query = query.where('public_name', 'ilike', `%${literal}%`);
  }
  if (page.country) query = query.where('country', '=', page.country);
  if (page.after !== undefined) query = query.where('number', '<', page.after);
  return query.orderBy('number', 'desc').limit(page.limit).execute();
}

/** The countries that public signatories gave, as codes. */
export async function listPublicCountries(db: Database, letterId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('signatures')
    .select('country')
    .distinct()
    .where('letter_id', '=', letterId)
    .where('state', '=', 'confirmed')
    .where('visibility', '=', 'public')
    .where('country', 'is not', null)
    .$narrowType<{ country: string }>()
    .execute();
  return rows.map((row) => row.country);
}
