import { type Insertable, type SqlBool, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';
import type { PaperBatches } from './schema';

const batchColumns = [
  'id',
  'letter_id',
  'number',
  'state',
  'country',
  'on_sheets',
  'valid',
  'sealed',
  'sealed_reason',
  'entered_by',
  'entered_at',
  'verified_by',
  'verified_at',
  'withdrawn_by',
  'withdrawn_at',
  sql<string>`to_char(collected_from, 'YYYY-MM-DD')`.as('collected_from'),
  sql<string>`to_char(collected_until, 'YYYY-MM-DD')`.as('collected_until'),
] as const;

/** Until the transaction ends nobody else enters a batch of this letter; returns the next number. */
export async function nextBatchNumber(trx: Transaction, letterId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`paper:${letterId}`}, 0))`.execute(trx);
  const { number } = await trx
    .selectFrom('paper_batches')
    .select(sql<number>`coalesce(max(number), 0) + 1`.as('number'))
    .where('letter_id', '=', letterId)
    .executeTakeFirstOrThrow();
  return number;
}

/** Stores a batch; one with the same id stands, and the answer is false. */
export async function insertBatch(
  trx: Transaction,
  row: Insertable<PaperBatches>,
): Promise<boolean> {
  const result = await trx
    .insertInto('paper_batches')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** The batches of a letter, newest first. */
export function listBatchRows(db: Database, letterId: string) {
  return db
    .selectFrom('paper_batches')
    .select(batchColumns)
    .select((select) =>
      select
        .selectFrom('paper_scans')
        .select((scans) => scans.fn.countAll<number>().as('scans'))
        .whereRef('paper_scans.batch_id', '=', 'paper_batches.id')
        .as('scans'),
    )
    .where('letter_id', '=', letterId)
    .orderBy('number', 'desc')
    .execute();
}

/** One batch to be read. */
export function findBatch(db: Database, id: string) {
  return db
    .selectFrom('paper_batches')
    .select(batchColumns)
    .where('id', '=', id)
    .executeTakeFirst();
}

export type PaperBatchRow = NonNullable<Awaited<ReturnType<typeof findBatch>>>;

/** One batch, locked until the transaction ends. */
export function lockBatch(trx: Transaction, id: string) {
  return trx
    .selectFrom('paper_batches')
    .select(batchColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Marks that the count of a batch was verified, by the database's clock. */
export async function markVerified(trx: Transaction, id: string, by: string): Promise<void> {
  await trx
    .updateTable('paper_batches')
    .set({ state: 'verified', verified_by: by, verified_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Marks that a batch does not stand any more, and why. */
export async function markWithdrawn(
  trx: Transaction,
  id: string,
  end: { by: string; sealedReason: Buffer },
): Promise<void> {
  await trx
    .updateTable('paper_batches')
    .set({
      state: 'withdrawn',
      withdrawn_by: end.by,
      withdrawn_at: sql`now()`,
      sealed_reason: end.sealedReason,
    })
    .where('id', '=', id)
    .execute();
}

/** Signatures and batches on paper that were verified and stand; the only source of that figure. */
export function countPaper(db: Database, letterId: string) {
  return db
    .selectFrom('paper_batches')
    .select([
      sql<number>`coalesce(sum(valid), 0)::bigint`.as('signatures'),
      sql<number>`count(*)`.as('batches'),
    ])
    .where('letter_id', '=', letterId)
    .where('state', '=', 'verified')
    .executeTakeFirstOrThrow();
}

/** How many batches of a letter wait for somebody to verify the count. */
export async function countUnverified(db: Database, letterId: string): Promise<number> {
  const { waiting } = await db
    .selectFrom('paper_batches')
    .select((select) => select.fn.countAll<number>().as('waiting'))
    .where('letter_id', '=', letterId)
    .where('state', '=', 'entered')
    .executeTakeFirstOrThrow();
  return waiting;
}

/** Whether a letter says that a second person counts; null for what the size of its team says. */
export async function readSecondPerson(db: Database, letterId: string): Promise<boolean | null> {
  const row = await db
    .selectFrom('letters')
    .select('paper_second_person')
    .where('id', '=', letterId)
    .executeTakeFirstOrThrow();
  return row.paper_second_person;
}

/** Keeps that choice. */
export async function writeSecondPerson(
  trx: Transaction,
  letterId: string,
  needed: boolean,
): Promise<void> {
  await trx
    .updateTable('letters')
    .set({ paper_second_person: needed })
    .where('id', '=', letterId)
    .execute();
}

export type PaperPeriods = { withdrawn: Duration; closed: Duration };

/** Batches that were withdrawn, or whose letter closed, long enough ago, and still name people. */
function due(periods: PaperPeriods) {
  const ago = (period: Duration) => sql`now() - ${period} * interval '1 millisecond'`;
  return sql<SqlBool>`
    (b.sealed is not null or exists (select from paper_scans s where s.batch_id = b.id))
    and (b.withdrawn_at < ${ago(periods.withdrawn)} or exists (
      select from letters l where l.id = b.letter_id and case
        when l.closes_at < now() then l.closes_at
        when l.state = 'closed' then l.updated_at
      end < ${ago(periods.closed)}))`;
}

/** How many batches are due to lose what names people; a run now finds exactly these. */
export async function countDueBatches(db: Database, periods: PaperPeriods): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from paper_batches b where ${due(periods)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Takes scans, place, collector, note and reason from up to `limit` due batches; the numbers stay. */
export async function emptyDueBatches(
  trx: Transaction,
  batch: { periods: PaperPeriods; limit: number },
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select b.id from paper_batches b where ${due(batch.periods)}
    order by b.entered_at limit ${batch.limit} for update of b skip locked`.execute(trx);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await trx.deleteFrom('paper_scans').where('batch_id', 'in', ids).execute();
  await trx
    .updateTable('paper_batches')
    .set({ sealed: null, sealed_reason: null })
    .where('id', 'in', ids)
    .execute();
  return ids.length;
}
