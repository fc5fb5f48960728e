import { type Kysely, sql } from 'kysely';

/**
 * Annex A of a delivery whose names are too many for a mail is a document of its own, frozen and sealed
 * like the others; and what was seen while its documents were printed: pages, characters without a font.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '2s'`.execute(db);
  await sql`
    alter table deliveries
      add column sealed_annex bytea,
      add column annex_hash text check (annex_hash ~ '^[0-9a-f]{64}$'),
      add column annex_bytes integer check (annex_bytes > 0),
      add column print_facts jsonb,
      add constraint deliveries_annex_whole
        check ((sealed_annex is null) = (annex_hash is null)
          and (annex_hash is null) = (annex_bytes is null))`.execute(db);
}
