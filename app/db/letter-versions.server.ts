import { type Insertable, sql } from 'kysely';
import type { Database, Transaction } from './client.server';
import type { LetterVersions } from './schema';

const versionColumns = [
  'id',
  'number',
  'kind',
  'meaning',
  'hash',
  'summaries',
  'published_by',
  'created_at',
] as const;

/**
 * The letter of a slug with the number of its present meaning, held until the transaction ends so
 * that nobody signs, confirms or publishes meanwhile; whether it takes signatures, by the
 * database's clock.
 */
export function lockForPublishing(trx: Transaction, slug: string) {
  return trx
    .selectFrom('letters')
    .select([
      'id',
      'meaning',
      sql<boolean>`state = 'open' and coalesce(closes_at > now(), true)`.as('open'),
    ])
    .where('slug', '=', slug)
    .forUpdate()
    .executeTakeFirst();
}

/** The number of a letter's present meaning, as it is committed now. */
export async function readMeaning(db: Database, letterId: string): Promise<number> {
  const { meaning } = await db
    .selectFrom('letters')
    .select('meaning')
    .where('id', '=', letterId)
    .executeTakeFirstOrThrow();
  return meaning;
}

/**
 * The number of a letter's present meaning; until the transaction ends nothing is published. Many
 * may hold this at once. Taken before the lock of any signature.
 */
export async function holdMeaning(trx: Transaction, letterId: string): Promise<number> {
  const { meaning } = await trx
    .selectFrom('letters')
    .select('meaning')
    .where('id', '=', letterId)
    .forKeyShare()
    .executeTakeFirstOrThrow();
  return meaning;
}

/** The same for the letter of a signature, and before its lock; nothing for an unknown signature. */
export async function holdMeaningFor(trx: Transaction, signatureId: string): Promise<void> {
  await trx
    .selectFrom('letters')
    .innerJoin('signatures', 'signatures.letter_id', 'letters.id')
    .select('letters.meaning')
    .where('signatures.id', '=', signatureId)
    .forKeyShare('letters')
    .executeTakeFirst();
}

/** The versions of a letter, newest first. */
export function listVersionRows(db: Database, letterId: string) {
  return db
    .selectFrom('letter_versions')
    .select(versionColumns)
    .where('letter_id', '=', letterId)
    .orderBy('number', 'desc')
    .execute();
}

export type VersionRow = Awaited<ReturnType<typeof listVersionRows>>[number];

/** The letter's newest version with this hash, and no other letter's; undefined for another hash. */
export function findVersionByHash(db: Database, letterId: string, hash: string) {
  return db
    .selectFrom('letter_versions')
    .select(versionColumns)
    .where('letter_id', '=', letterId)
    .where('hash', '=', hash)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** A version that some row refers to. */
export function findVersionById(db: Database, id: string): Promise<VersionRow> {
  return db
    .selectFrom('letter_versions')
    .select(versionColumns)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Stores a version and returns its id. */
export async function insertVersion(
  trx: Transaction,
  row: Insertable<LetterVersions>,
): Promise<string> {
  const { id } = await trx
    .insertInto('letter_versions')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** From now on signatures count for the text with this meaning; the caller holds the letter's lock. */
export async function setMeaning(
  trx: Transaction,
  letterId: string,
  meaning: number,
): Promise<void> {
  await trx
    .updateTable('letters')
    .set({ meaning, updated_at: sql`now()` })
    .where('id', '=', letterId)
    .execute();
}

/** How many confirmed people stand for each meaning of a letter, whatever they signed before. */
export function countByMeaning(db: Database, letterId: string) {
  return db
    .selectFrom('signatures')
    .select((select) => ['meaning', select.fn.countAll<number>().as('people')])
    .where('letter_id', '=', letterId)
    .where('state', '=', 'confirmed')
    .groupBy('meaning')
    .execute();
}

/** To which texts the owner of a signature has agreed, oldest first. */
export function listAgreements(db: Database, signatureId: string) {
  return db
    .selectFrom('signature_versions as agreed')
    .innerJoin('letter_versions as version', 'version.id', 'agreed.letter_version_id')
    .select(['version.number', 'version.hash', 'agreed.locale', 'agreed.agreed_at'])
    .where('agreed.signature_id', '=', signatureId)
    .orderBy('agreed.agreed_at')
    .execute();
}
