import { sql } from 'kysely';
import type { Database } from './client.server';
import { hasCollation } from './collations.server';

/**
 * Under which text the names are wanted. The view has only who stands under the present one; said
 * here as a value, it lets an index pass over everybody who signed an earlier text only.
 */
export type PublicText = { letterId: string; meaning: number };

/**
 * The read model *public* is the view `public_signatories`: confirmed and public signatures of the
 * present text from plain columns only, and nobody while the letter's names are hidden. The table's
 * checks keep those columns empty for everybody else, so no mistake here can show a hidden name.
 */
function publicSignatories(db: Database, text: PublicText, timeZone: string) {
  return db
    .selectFrom('public_signatories')
    .select([
      'id',
      'number',
      'name',
      'latin_name',
      'title',
      'affiliation',
      'country',
      'locale',
      sql<string>`to_char(signed_at at time zone ${timeZone}, 'YYYY-MM-DD')`.as('signed_on'),
    ])
    .where('letter_id', '=', text.letterId)
    .where('meaning', '=', text.meaning)
    .$narrowType<{ id: string; number: number; name: string; locale: string }>();
}

export type PublicSignatoryRow = Awaited<ReturnType<typeof listPublicSignatoryRows>>[number];

type Filter = { timeZone: string; query?: string; country?: string; limit: number };

function filtered(db: Database, text: PublicText, filter: Filter) {
  let query = publicSignatories(db, text, filter.timeZone);
  if (filter.query) {
    const pattern = `%${filter.query.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    query = query.where((name) =>
      name.or([name('name', 'ilike', pattern), name('latin_name', 'ilike', pattern)]),
    );
  }
  return filter.country ? query.where('country', '=', filter.country) : query;
}

/** Newest first; `query` matches inside names, `after` is the last number already seen (keyset). */
export function listPublicSignatoryRows(
  db: Database,
  text: PublicText,
  page: Filter & { after?: number },
) {
  let query = filtered(db, text, page);
  if (page.after !== undefined) query = query.where('number', '<', page.after);
  return query.orderBy('number', 'desc').limit(page.limit).execute();
}

/**
 * By name in the order of a language's alphabet (ICU; the database's own order where that is
 * missing), then by number; `after` is the last name and number already seen (keyset).
 */
export async function listPublicSignatoryRowsByName(
  db: Database,
  text: PublicText,
  page: Filter & { language: string; after?: { name: string; number: number } },
): Promise<PublicSignatoryRow[]> {
  const collation = `${page.language}-x-icu`;
  const ordered = (name: ReturnType<typeof sql<string>>) =>
    known ? sql<string>`${name} collate ${sql.id(collation)}` : name;
  const known = await hasCollation(db, collation);
  const name = ordered(sql<string>`name`);
  let query = filtered(db, text, page);
  if (page.after) {
    const seen = ordered(sql<string>`${page.after.name}::text`);
    query = query.where(sql<boolean>`(${name}, number) > (${seen}, ${page.after.number})`);
  }
  return query.orderBy(name).orderBy('number').limit(page.limit).execute();
}

/** The countries that public signatories gave, as codes. */
export async function listPublicCountries(db: Database, text: PublicText): Promise<string[]> {
  const rows = await db
    .selectFrom('public_signatories')
    .select('country')
    .distinct()
    .where('letter_id', '=', text.letterId)
    .where('meaning', '=', text.meaning)
    .where('country', 'is not', null)
    .$narrowType<{ country: string }>()
    .execute();
  return rows.map((row) => row.country);
}

/** Public signatories for the public document, in the order of signing. */
export function listPublicAnnexRows(db: Database, text: PublicText) {
  return db
    .selectFrom('public_signatories')
    .select(['id', 'name', 'latin_name', 'title', 'affiliation', 'country'])
    .where('letter_id', '=', text.letterId)
    .where('meaning', '=', text.meaning)
    .$narrowType<{ id: string; name: string }>()
    .orderBy('number')
    .execute();
}

/** The id behind a number of the public list; nothing while the letter's names are hidden. */
export function findPublicSignatory(db: Database, key: { letterId: string; number: number }) {
  return db
    .selectFrom('public_signatories')
    .select('id')
    .where('letter_id', '=', key.letterId)
    .where('number', '=', key.number)
    .$narrowType<{ id: string }>()
    .executeTakeFirst();
}
