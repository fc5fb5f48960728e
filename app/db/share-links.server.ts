import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';
import { countSource } from './signature-figures.server';

const linkColumns = [
  'id',
  'organisation',
  'organisation_en',
  'names',
  'share_code',
  'news_privacy_url',
] as const;

/** The approved organisation whose own link has this code; undefined for any other code. */
export function findShareLinkRow(db: Database, link: { letterId: string; code: string }) {
  return db
    .selectFrom('endorsements')
    .select(linkColumns)
    .where('letter_id', '=', link.letterId)
    .where('share_code', '=', link.code)
    .where('state', '=', 'approved')
    .executeTakeFirst();
}

/** Whether a letter's address with this code is another page than the one without. */
export async function isShareLink(
  db: Database,
  link: { slug: string; code: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('endorsements')
    .innerJoin('letters', 'letters.id', 'endorsements.letter_id')
    .select('endorsements.id')
    .where('letters.slug', '=', link.slug)
    .where('endorsements.share_code', '=', link.code)
    .where('endorsements.state', '=', 'approved')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * The codes of a letter's organisations, whatever became of them. Until the transaction ends nobody
 * else chooses one on this letter.
 */
export async function lockShareCodes(trx: Transaction, letterId: string): Promise<Set<string>> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`share-codes:${letterId}`}, 0))`.execute(
    trx,
  );
  const rows = await trx
    .selectFrom('endorsements')
    .select('share_code')
    .where('letter_id', '=', letterId)
    .where('share_code', 'is not', null)
    .execute();
  return new Set(rows.flatMap(({ share_code }) => share_code ?? []));
}

/** The codes of a letter's own links with their organisations' English names, whatever became of them. */
export async function listShareCodes(db: Database, letterId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('endorsements')
    .select(['share_code', 'organisation_en'])
    .where('letter_id', '=', letterId)
    .where('share_code', 'is not', null)
    .$narrowType<{ share_code: string }>()
    .execute();
  return new Map(rows.map(({ share_code, organisation_en }) => [share_code, organisation_en]));
}

/**
 * How many people signed through the link and confirmed, and how many of the letter's confirmed
 * people want this organisation's news.
 */
export async function countShareLink(
  db: Database,
  link: { endorsementId: string; letterId: string; code: string },
): Promise<{ people: number; wantNews: number }> {
  const people = await countSource(db, { letterId: link.letterId, source: link.code });
  return { people, wantNews: await countNewsConsents(db, link.endorsementId) };
}

/** The read model *news*: how many people one approved organisation may write to. */
export async function countNewsConsents(db: Database, endorsementId: string): Promise<number> {
  const { count } = await db
    .selectFrom('news_consents')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('endorsement_id', '=', endorsementId)
    .executeTakeFirstOrThrow();
  return count;
}

/** The same people, in the order of their numbers, above the number `after`. */
export function listNewsConsents(
  db: Database,
  endorsementId: string,
  page: { after: number; limit: number },
) {
  return db
    .selectFrom('news_consents')
    .select(['id', 'number', 'sealed', 'locale', 'country', 'consented_at'])
    .where('endorsement_id', '=', endorsementId)
    .where('number', '>', page.after)
    .orderBy('number')
    .limit(page.limit)
    .$narrowType<{
      id: string;
      number: number;
      sealed: Buffer;
      locale: string;
      consented_at: Date;
    }>()
    .execute();
}

/** An organisation, while it is approved, by its id; the same statement without one. */
export function findApprovedOrganisation(db: Database, id: string | null) {
  return db
    .selectFrom('endorsements')
    .select(linkColumns)
    .where('id', '=', id)
    .where('state', '=', 'approved')
    .executeTakeFirst();
}
