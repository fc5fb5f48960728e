import { type Kysely, sql } from 'kysely';

/**
 * For each field of a translation the master's words that it was made from, as hashes, so that a
 * change of the master marks exactly the fields that it concerns.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  await sql`alter table text_drafts add column sources jsonb not null default '{}'`.execute(db);
}
