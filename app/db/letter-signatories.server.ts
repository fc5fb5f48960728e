import { sql } from 'kysely';
import type { Database } from './client.server';

/**
 * The read model *in the letter* is the view `letter_signatories`: every confirmed signature of the
 * present text whose owner let the addressee see the name, as ciphertext; of counted-only people,
 * and of those who agreed to an earlier text only, there is nothing.
 */
export function listLetterSignatoryRows(db: Database, letterId: string) {
  return db
    .selectFrom('letter_signatories')
    .select(['id', 'number', 'country', 'sealed', 'locale'])
    .where('letter_id', '=', letterId)
    .$narrowType<{ id: string; number: number; sealed: Buffer; locale: string }>()
    .orderBy('number')
    .execute();
}

/**
 * What is compared with the names of a frozen copy. `marks` are laid one after the other, `size` bytes
 * each: the id of a signature (16 bytes), then how its sealed words begin their SHA-256 (16 bytes).
 */
export type FrozenNames = { letterId: string; marks: Buffer; size: number };

/** How many of the names in a copy no longer stand in the letter. */
export async function countNamesGone(db: Database, frozen: FrozenNames): Promise<number> {
  const { rows } = await sql<{ gone: number }>`
    select count(*)::integer as gone from ${marked(frozen)}
    where not exists (select from letter_signatories now
      where now.id = frozen.id and now.letter_id = ${frozen.letterId})`.execute(db);
  return rows[0]?.gone ?? 0;
}

/** Those whose words were sealed anew since, by their `place` in the copy; no words for who is gone. */
export async function listNamesSealedAnew(db: Database, frozen: FrozenNames) {
  const { rows } = await sql<{ place: number; id: string; sealed: Buffer | null }>`
    select frozen.place, frozen.id, now.sealed from ${marked(frozen)}
    left join letter_signatories now on now.id = frozen.id and now.letter_id = ${frozen.letterId}
    where now.id is null or substr(sha256(now.sealed), 1, 16) <> frozen.seal`.execute(db);
  return rows;
}

function marked({ marks, size }: FrozenNames) {
  const bytes = sql`${marks}::bytea`;
  return sql`(select place, encode(substr(${bytes}, place * ${size}::integer + 1, 16), 'hex')::uuid as id,
      substr(${bytes}, place * ${size}::integer + 17, 16) as seal
    from generate_series(0, ${marks.length / size - 1}::integer) place) frozen`;
}
