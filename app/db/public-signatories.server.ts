import { sql } from 'kysely';
import type { Database } from './client.server';
import { inTable, readTablePage } from './signature-table.server';

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

export type PublicSignatoryRow = Awaited<
  ReturnType<ReturnType<typeof publicSignatories>['execute']>
>[number];

/** The newest of them. */
export function listNewestSignatoryRows(
  db: Database,
  text: PublicText,
  page: { timeZone: string; limit: number },
): Promise<PublicSignatoryRow[]> {
  return publicSignatories(db, text, page.timeZone)
    .orderBy('number', 'desc')
    .limit(page.limit)
    .execute();
}

type Page = {
  timeZone: string;
  query?: string;
  country?: string;
  limit: number;
  /** The last signatory already seen (keyset). */
  after?: { name: string; number: number };
};

/**
 * Public signatories, newest first, or by name in the alphabet of `language` (ICU; the database's own
 * order where that is missing); `query` matches inside names and their Latin spellings. Which rows
 * these are is found by the indexes of the table, what is shown of them comes from the view alone.
 */
export function listPublicSignatoryRows(
  db: Database,
  text: PublicText,
  page: Page & { language?: string },
): Promise<PublicSignatoryRow[]> {
  const { query, country, limit, after, language } = page;
  const filter = { named: true, hidden: false, meaning: text.meaning, country, q: query };
  const order = language
    ? { sort: 'name' as const, descending: false, language }
    : { sort: 'number' as const, descending: true, language: '' };
  const from = after && { key: after.name, number: after.number };
  return inTable(db, async (trx) => {
    const place = { from, limit, uncounted: true };
    const { places } = await readTablePage(trx, text.letterId, filter, order, place);
    const numbers = places.map(({ number }) => number);
    const rows = await publicSignatories(trx, text, page.timeZone)
      .where('number', '=', sql<number>`any(${numbers}::bigint[])`)
      .execute();
    const known = new Map(rows.map((row) => [row.number, row]));
    return numbers.flatMap((number) => known.get(number) ?? []);
  });
}

/**
 * The countries that public signatories gave, as codes; each is looked up once, not each person. It
 * asks for a value and not for existence, because PostgreSQL would turn that into a join with all.
 */
export async function listPublicCountries(
  db: Database,
  { letterId, meaning }: PublicText,
): Promise<string[]> {
  const { rows } = await sql<{ country: string }>`
    with recursive given as (
      (select coalesce(country, 'ZZ') as country from signatures
        where letter_id = ${letterId} order by coalesce(country, 'ZZ') limit 1)
      union all
      select (select coalesce(s.country, 'ZZ') from signatures s
        where s.letter_id = ${letterId} and coalesce(s.country, 'ZZ') > given.country
        order by coalesce(s.country, 'ZZ') limit 1)
      from given where given.country is not null
    )
    select country from given where country <> 'ZZ' and (
      select true from public_signatories shown
      where shown.letter_id = ${letterId} and shown.meaning = ${meaning}
        and coalesce(shown.country, 'ZZ') = given.country limit 1)`.execute(db);
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

/** What tells one list of public names from another: `mark` changes with every name, word or country. */
export type PublicNamesMark = { names: number; mark: string; upTo: string | null };

/**
 * The mark of the public names that were confirmed until `upTo` (all of them without it); `upTo` in the
 * answer is when the newest of them was confirmed, to the microsecond, as the database writes it.
 */
export async function readPublicNamesMark(
  db: Database,
  text: PublicText,
  upTo: string | null = null,
): Promise<PublicNamesMark> {
  const { rows } = await sql<PublicNamesMark>`
    select count(*)::int as names, max(s.confirmed_at)::text as "upTo",
      coalesce(sum(hashtextextended(concat(p.id, e'\x1f', p.name, e'\x1f', p.latin_name, e'\x1f',
        p.title, e'\x1f', p.affiliation, e'\x1f', p.country), 0)::numeric), 0)::text as mark
    from public_signatories p join signatures s on s.id = p.id
    where p.letter_id = ${text.letterId} and p.meaning = ${text.meaning}
      and (${upTo}::timestamptz is null or s.confirmed_at <= ${upTo}::timestamptz)`.execute(db);
  return rows[0] ?? { names: 0, mark: '0', upTo: null };
}
