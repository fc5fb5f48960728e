import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';
import type { JsonValue } from './schema';

type Kind = 'letter' | 'background';
type Place = { letterId: string; kind: Kind };

/** The drafts of a letter's texts, or of its background, in every language that has one. */
export function listTextDrafts(db: Database, of: Place) {
  return db
    .selectFrom('text_drafts')
    .select([
      'locale',
      'content',
      'review',
      'revision',
      'master_revision',
      'sources',
      'updated_at',
      'updated_by',
    ])
    .where('letter_id', '=', of.letterId)
    .where('kind', '=', of.kind)
    .execute();
}

export type TextDraftRow = Awaited<ReturnType<typeof listTextDrafts>>[number];

/** What is public, or was begun with, in each language: the newest version, or the background. */
export function listPublicTexts(db: Database, { letterId, kind }: Place) {
  if (kind === 'background') {
    return db
      .selectFrom('background_texts')
      .select(['locale', 'content', 'review'])
      .where('letter_id', '=', letterId)
      .execute();
  }
  return db
    .selectFrom('letter_texts')
    .select(['locale', 'content', 'review'])
    .where('letter_version_id', '=', (version) =>
      version
        .selectFrom('letter_versions')
        .select('id')
        .where('letter_id', '=', letterId)
        .orderBy('number', 'desc')
        .limit(1),
    )
    .execute();
}

/** The languages of a letter, and whether it was ever public. */
export function findLetterLanguages(db: Database, letterId: string) {
  return db
    .selectFrom('letters')
    .select(['master_locale', 'locales', 'state', 'time_zone'])
    .where('id', '=', letterId)
    .executeTakeFirst();
}

export type NewDraft = Place & {
  locale: string;
  content: JsonValue;
  review: string;
  masterRevision: number | null;
  sources: Record<string, string>;
  organiserId: string | null;
};

function written(draft: NewDraft) {
  return {
    content: JSON.stringify(draft.content),
    review: draft.review,
    master_revision: draft.masterRevision,
    sources: JSON.stringify(draft.sources),
    updated_by: draft.organiserId,
  };
}

/** Stores the first revision of a draft; undefined where there is one already. */
export function insertTextDraft(trx: Transaction, draft: NewDraft) {
  const { letterId, kind, locale } = draft;
  return trx
    .insertInto('text_drafts')
    .values({ letter_id: letterId, kind, locale, ...written(draft) })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['revision', 'updated_at'])
    .executeTakeFirst();
}

/** Stores the next revision; undefined where the stored one is another than `revision`. */
export function updateTextDraft(trx: Transaction, draft: NewDraft, revision: number) {
  return trx
    .updateTable('text_drafts')
    .set({ ...written(draft), revision: sql`revision + 1`, updated_at: sql`now()` })
    .where('letter_id', '=', draft.letterId)
    .where('kind', '=', draft.kind)
    .where('locale', '=', draft.locale)
    .where('revision', '=', revision)
    .returning(['revision', 'updated_at'])
    .executeTakeFirst();
}

/** Takes a draft away if it still is that revision; whether it did. */
export async function deleteTextDraft(
  trx: Transaction,
  of: Place & { locale: string; revision: number },
): Promise<boolean> {
  const deleted = await trx
    .deleteFrom('text_drafts')
    .where('letter_id', '=', of.letterId)
    .where('kind', '=', of.kind)
    .where('locale', '=', of.locale)
    .where('revision', '=', of.revision)
    .executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}
