import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

export type ErasureKind = 'signature' | 'signature-contact' | 'endorsement-contact';

/** One line of the ledger; `at` is ISO 8601 in UTC to the microsecond, as the database keeps it. */
export type StoredErasure = { subjectIndex: Buffer; kind: ErasureKind; at: string };

type ErasureRow = { id: number; subject_index: Buffer; kind: ErasureKind; at: string };

/** Any number will do, as long as nothing else in this database uses it. */
const ledgerLock = 7_204_312;

const atText = sql<string>`to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

function toStored(row: ErasureRow): StoredErasure {
  return { subjectIndex: row.subject_index, kind: row.kind, at: row.at };
}

/** Writes erasures down in the transaction that does them; the table refuses any later change. */
export async function insertErasures(
  trx: Transaction,
  kind: ErasureKind,
  subjectIndexes: Buffer[],
): Promise<StoredErasure[]> {
  const { rows } = await sql<ErasureRow>`
    insert into erasures (subject_index, kind)
    select subject_index, ${kind} from unnest(${subjectIndexes}::bytea[]) as given (subject_index)
    returning id, subject_index, kind, ${atText} as at`.execute(trx);
  return rows.map(toStored);
}

/** Erasures above the id `after`, in the order of their ids, with the id to go on from. */
export async function listErasures(
  db: Database,
  page: { after: number; limit: number },
): Promise<{ erasures: StoredErasure[]; last: number | null }> {
  const { rows } = await sql<ErasureRow>`
    select id, subject_index, kind, ${atText} as at from erasures
    where id > ${page.after} order by id limit ${page.limit}`.execute(db);
  return { erasures: rows.map(toStored), last: rows.at(-1)?.id ?? null };
}

/** By which a change of the table is noticed: rows may commit in another order than their ids. */
export async function countErasures(db: Database): Promise<{ count: number; last: number }> {
  return db
    .selectFrom('erasures')
    .select((select) => [
      select.fn.countAll<number>().as('count'),
      sql<number>`coalesce(max(id), 0)`.as('last'),
    ])
    .executeTakeFirstOrThrow();
}

/**
 * Adds those erasures that the table does not have, with the moment they were done at; returns how
 * many. Callers take turns, so that two starts at once add none twice.
 */
export async function insertMissingErasures(
  trx: Transaction,
  erasures: StoredErasure[],
): Promise<number> {
  await sql`select pg_advisory_xact_lock(${ledgerLock})`.execute(trx);
  const result = await sql`
    insert into erasures (subject_index, kind, at)
    select distinct subject_index, kind, at
    from unnest(
      ${erasures.map((erasure) => erasure.subjectIndex)}::bytea[],
      ${erasures.map((erasure) => erasure.kind)}::text[],
      ${erasures.map((erasure) => erasure.at)}::timestamptz[]
    ) as given (subject_index, kind, at)
    where not exists (
      select from erasures e
      where e.subject_index = given.subject_index and e.kind = given.kind and e.at = given.at
    )`.execute(trx);
  return Number(result.numAffectedRows ?? 0);
}
