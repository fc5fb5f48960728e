import type { Database } from './client.server';

/** The drafts of a letter's texts, or of its background, in every language that has one. */
export function listTextDrafts(
  db: Database,
  of: { letterId: string; kind: 'letter' | 'background' },
) {
  return db
    .selectFrom('text_drafts')
    .select(['locale', 'content', 'review', 'revision', 'master_revision', 'updated_at'])
    .where('letter_id', '=', of.letterId)
    .where('kind', '=', of.kind)
    .execute();
}
