import { type Expression, type SqlBool, sql } from 'kysely';
import type { Database, Transaction } from './client.server';
import type { JsonValue } from './schema';

const letterColumns = [
  'letters.id',
  'letters.slug',
  'letters.state',
  'letters.master_locale',
  'letters.locales',
  'letters.working_title',
  'letters.controller',
  'letters.privacy_contact',
  'letters.time_zone',
  'letters.goal',
  'letters.demonstration',
  'letters.closes_at',
  'letters.names_hidden_at',
  'letters.list_indexed',
  'letters.discreet_subject',
  'letters.updated_at',
  'version.id as version_id',
  'version.number as version_number',
  'version.hash as version_hash',
  'version.kind as version_kind',
  'version.meaning as version_meaning',
  'version.summaries as version_summaries',
  'version.created_at as version_created_at',
] as const;

function lettersWithVersion(db: Database) {
  return db
    .selectFrom('letters')
    .innerJoin('letter_versions as version', (join) =>
      join
        .onRef('version.letter_id', '=', 'letters.id')
        .on((where) => newestVersion(where.ref('letters.id'), where.ref('version.number'))),
    )
    .select(letterColumns);
}

function newestVersion(letterId: Expression<string>, number: Expression<number>) {
  return sql<SqlBool>`${number} = (select max(v.number) from letter_versions v where v.letter_id = ${letterId})`;
}

/** The letter with its newest version, or undefined. */
export function findLetterRow(db: Database, by: { slug: string } | { id: string }) {
  const query = lettersWithVersion(db);
  return (
    'slug' in by ? query.where('letters.slug', '=', by.slug) : query.where('letters.id', '=', by.id)
  ).executeTakeFirst();
}

export type LetterRow = NonNullable<Awaited<ReturnType<typeof findLetterRow>>>;

/** A letter, held until the transaction ends so that nobody else changes it; undefined for none. */
export function lockLetter(trx: Transaction, slug: string) {
  return trx
    .selectFrom('letters')
    .select(['id', 'state', 'demonstration'])
    .where('slug', '=', slug)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Letters in one of the states, newest first. */
export function listLetterRows(db: Database, states: readonly string[]): Promise<LetterRow[]> {
  return lettersWithVersion(db)
    .where('letters.state', 'in', states)
    .orderBy('letters.created_at', 'desc')
    .execute();
}

/** The version's text in every language it has: locale, content (JSON as stored), review status. */
export function listLetterTexts(db: Database, versionId: string) {
  return db
    .selectFrom('letter_texts')
    .select(['locale', 'content', 'review'])
    .where('letter_version_id', '=', versionId)
    .execute();
}

/** The background in every language it has. */
export function listBackgroundTexts(db: Database, letterId: string) {
  return db
    .selectFrom('background_texts')
    .select(['locale', 'content', 'review'])
    .where('letter_id', '=', letterId)
    .execute();
}

/** Whether no letter at all is stored. */
export async function hasNoLetters(db: Database): Promise<boolean> {
  const row = await db.selectFrom('letters').select('id').limit(1).executeTakeFirst();
  return row === undefined;
}

/**
 * Which of these short names belong to a letter. Until the transaction ends no other transaction that
 * asks the same takes one.
 */
export async function listTakenSlugs(
  trx: Transaction,
  slugs: readonly string[],
): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended('letter-slugs', 0))`.execute(trx);
  const rows = await trx.selectFrom('letters').select('slug').where('slug', 'in', slugs).execute();
  return rows.map(({ slug }) => slug);
}

/** Stores a letter with its first version; returns both ids. */
export async function insertLetter(
  trx: Transaction,
  letter: {
    slug: string;
    state: string;
    masterLocale: string;
    timeZone: string;
    goal: number | null;
    demonstration: boolean;
    versionHash: string;
    /** All of them where it is not given. */
    locales?: readonly string[];
    workingTitle?: string;
    controller?: string;
    privacyContact?: string;
  },
): Promise<{ letterId: string; versionId: string }> {
  const { id: letterId } = await trx
    .insertInto('letters')
    .values({
      slug: letter.slug,
      state: letter.state,
      master_locale: letter.masterLocale,
      time_zone: letter.timeZone,
      goal: letter.goal,
      demonstration: letter.demonstration,
      locales: letter.locales && [...letter.locales],
      working_title: letter.workingTitle,
      controller: letter.controller,
      privacy_contact: letter.privacyContact,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: versionId } = await trx
    .insertInto('letter_versions')
    .values({ letter_id: letterId, number: 1, hash: letter.versionHash })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { letterId, versionId };
}

type TextRow = { locale: string; content: JsonValue; review: string };

/** Stores the version's texts, one per language. */
export async function insertLetterTexts(trx: Transaction, versionId: string, texts: TextRow[]) {
  await trx
    .insertInto('letter_texts')
    .values(
      texts.map((text) => ({
        letter_version_id: versionId,
        locale: text.locale,
        review: text.review,
        content: JSON.stringify(text.content),
      })),
    )
    .execute();
}

/** Stores the background texts, one per language. */
export async function insertBackgroundTexts(trx: Transaction, letterId: string, texts: TextRow[]) {
  await trx
    .insertInto('background_texts')
    .values(
      texts.map((text) => ({
        letter_id: letterId,
        locale: text.locale,
        review: text.review,
        content: JSON.stringify(text.content),
      })),
    )
    .execute();
}
