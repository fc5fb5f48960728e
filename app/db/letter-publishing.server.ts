import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';
import type { JsonValue } from './schema';

/**
 * Holds a version so that nobody signs it until the transaction ends; waits for signatures that are on
 * their way, each of which holds a share of it by its foreign key.
 */
export async function lockVersion(trx: Transaction, versionId: string): Promise<void> {
  await trx
    .selectFrom('letter_versions')
    .select('id')
    .where('id', '=', versionId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** The hash of a version's text, as it is committed now. */
export async function readVersionHash(trx: Transaction, versionId: string): Promise<string> {
  const { hash } = await trx
    .selectFrom('letter_versions')
    .select('hash')
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow();
  return hash;
}

/** Whether anybody has signed a version, in whatever state, or a copy of it has left. */
export async function isVersionInUse(db: Database, versionId: string): Promise<boolean> {
  const signed = await db
    .selectFrom('signatures')
    .select('id')
    .where('letter_version_id', '=', versionId)
    .limit(1)
    .executeTakeFirst();
  if (signed) return true;
  const sent = await db
    .selectFrom('deliveries')
    .select('id')
    .where('letter_version_id', '=', versionId)
    .where('state', 'not in', ['prepared', 'withdrawn', 'captured'])
    .limit(1)
    .executeTakeFirst();
  return sent !== undefined;
}

/** Keeps drafts as they are until the transaction ends, so that what is published is what was read. */
export async function lockTextDrafts(trx: Transaction, letterId: string): Promise<void> {
  await trx
    .selectFrom('text_drafts')
    .select('locale')
    .where('letter_id', '=', letterId)
    .orderBy('kind')
    .orderBy('locale')
    .forUpdate()
    .execute();
}

/** Drafts that have become public are drafts no more. */
export async function deleteTextDrafts(
  trx: Transaction,
  of: { letterId: string; kind: 'letter' | 'background'; locales: readonly string[] },
): Promise<void> {
  await trx
    .deleteFrom('text_drafts')
    .where('letter_id', '=', of.letterId)
    .where('kind', '=', of.kind)
    .where('locale', 'in', of.locales)
    .execute();
}

export type PublicText = { locale: string; content: JsonValue; review: string };

function stored({ locale, content, review }: PublicText) {
  return { locale, content: JSON.stringify(content), review };
}

/** Puts texts in the place of a version's, with their hash; the version begins anew. */
export async function replaceVersionTexts(
  trx: Transaction,
  version: { id: string; hash: string; texts: readonly PublicText[] },
): Promise<void> {
  await trx.deleteFrom('letter_texts').where('letter_version_id', '=', version.id).execute();
  await trx
    .insertInto('letter_texts')
    .values(version.texts.map((text) => ({ letter_version_id: version.id, ...stored(text) })))
    .execute();
  await trx
    .updateTable('letter_versions')
    .set({ hash: version.hash, created_at: sql`now()` })
    .where('id', '=', version.id)
    .execute();
}

/** Puts texts in the place of a letter's background. */
export async function replaceBackgroundTexts(
  trx: Transaction,
  letterId: string,
  texts: readonly PublicText[],
): Promise<void> {
  await trx.deleteFrom('background_texts').where('letter_id', '=', letterId).execute();
  await trx
    .insertInto('background_texts')
    .values(texts.map((text) => ({ letter_id: letterId, ...stored(text) })))
    .execute();
}

/** Makes a draft public, and notes of an open letter that its text is another. */
export async function markPublished(trx: Transaction, letterId: string): Promise<void> {
  await trx
    .updateTable('letters')
    .set({ state: 'open', updated_at: sql`now()` })
    .where('id', '=', letterId)
    .execute();
}

/** For which texts the mail to confirm was last sent to an organiser, and when. */
export function findTested(db: Database, letterId: string) {
  return db
    .selectFrom('letters')
    .select(['tested_hash', 'tested_at'])
    .where('id', '=', letterId)
    .executeTakeFirstOrThrow();
}

/** Notes that it was sent for the texts of this hash, by the database's clock. */
export async function markTested(trx: Transaction, letterId: string, hash: string): Promise<void> {
  await trx
    .updateTable('letters')
    .set({ tested_hash: hash, tested_at: sql`now()` })
    .where('id', '=', letterId)
    .execute();
}
