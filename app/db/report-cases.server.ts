import { type SqlBool, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';

/** The one open case about a signature, locked; a new one is due 72 hours from the database's now. */
export function openCase(
  trx: Transaction,
  row: { letterId: string; signatureId: string; urgent: boolean },
) {
  return trx
    .insertInto('report_cases')
    .values({ letter_id: row.letterId, signature_id: row.signatureId, urgent: row.urgent })
    .onConflict((conflict) =>
      conflict
        .column('signature_id')
        .where('state', '=', 'open')
        .doUpdateSet({ urgent: sql`report_cases.urgent or excluded.urgent` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
}

const caseColumns = [
  'id',
  'letter_id',
  'signature_id',
  'state',
  'urgent',
  'opened_at',
  'due_at',
  'asked_at',
  'answered_at',
  sql<boolean>`due_at < now()`.as('overdue'),
  sql<boolean>`coalesce(ask_expires_at < now(), false)`.as('ask_expired'),
] as const;

/** One case to be read. */
export function findCase(db: Database, id: string) {
  return db.selectFrom('report_cases').select(caseColumns).where('id', '=', id).executeTakeFirst();
}

export type ReportCaseRow = NonNullable<Awaited<ReturnType<typeof findCase>>>;

/** One case, locked until the transaction ends. */
export function lockCase(trx: Transaction, id: string) {
  return trx
    .selectFrom('report_cases')
    .select(caseColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** The open case about a signature, locked. */
export function lockOpenCaseAbout(trx: Transaction, signatureId: string) {
  return trx
    .selectFrom('report_cases')
    .select(caseColumns)
    .where('signature_id', '=', signatureId)
    .where('state', '=', 'open')
    .forUpdate()
    .executeTakeFirst();
}

/**
 * The open case with this id, else the first of the letter's: those that speak of a name used
 * without permission before all others, then by when an answer is due. With its place, from 1, how
 * many are open, and its neighbours.
 */
export function findQueuedCase(db: Database, letterId: string, id: string | null) {
  return db
    .selectFrom((queue) =>
      queue
        .selectFrom('report_cases')
        .select(caseColumns)
        .select([
          sql<number>`row_number() over queue`.as('place'),
          sql<number>`count(*) over ()`.as('waiting'),
          sql<string | null>`lag(id) over queue`.as('previous'),
          sql<string | null>`lead(id) over queue`.as('next'),
        ])
        .where('letter_id', '=', letterId)
        .where('state', '=', 'open')
        .modifyEnd(sql`window queue as (order by urgent desc, due_at, id)`)
        .as('queued'),
    )
    .select([
      'id',
      'signature_id',
      'urgent',
      'opened_at',
      'due_at',
      'asked_at',
      'answered_at',
      'overdue',
      'ask_expired',
      'place',
      'waiting',
      'previous',
      'next',
    ])
    .orderBy(sql`(id = ${id}::uuid) is true`, 'desc')
    .orderBy('place')
    .limit(1)
    .executeTakeFirst();
}

/** How many cases of a letter are open, how many of them overdue, and when the next one is due. */
export function countCases(db: Database, letterId: string) {
  return db
    .selectFrom('report_cases')
    .select([
      sql<number>`count(*)`.as('open'),
      sql<number>`count(*) filter (where due_at < now())`.as('overdue'),
      sql<Date | null>`min(due_at)`.as('next_due'),
    ])
    .where('letter_id', '=', letterId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
}

/** Marks the end of a case by the database's clock. */
export async function endCase(
  trx: Transaction,
  id: string,
  end: { state: string; decidedBy: string; invalidationId: string | null },
): Promise<void> {
  await trx
    .updateTable('report_cases')
    .set({
      state: end.state,
      decided_at: sql`now()`,
      decided_by: end.decidedBy,
      invalidation_id: end.invalidationId,
    })
    .where('id', '=', id)
    .execute();
}

/** Notes that the signatory was asked, and by which link the answer comes, for `validFor`. */
export async function noteAsking(
  trx: Transaction,
  id: string,
  asking: { hash: Buffer; validFor: Duration },
): Promise<void> {
  await trx
    .updateTable('report_cases')
    .set({
      ask_hash: asking.hash,
      asked_at: sql`now()`,
      ask_expires_at: sql`now() + ${asking.validFor} * interval '1 millisecond'`,
    })
    .where('id', '=', id)
    .execute();
}

/** The case whose question this link answers. */
export function findAsking(db: Database, hash: Buffer) {
  return db
    .selectFrom('report_cases')
    .select(caseColumns)
    .where('ask_hash', '=', hash)
    .executeTakeFirst();
}

/** Keeps the signatory's answer; the first one stands. */
export async function noteAnswer(trx: Transaction, id: string): Promise<void> {
  await trx
    .updateTable('report_cases')
    .set({ answered_at: sql`coalesce(answered_at, now())` })
    .where('id', '=', id)
    .execute();
}

/** Locks the open cases that are due within `within` and about which nobody was told yet. */
export function lockCasesToWarn(trx: Transaction, within: Duration) {
  return trx
    .selectFrom('report_cases')
    .select(['id', 'letter_id', 'due_at'])
    .where('state', '=', 'open')
    .where('warned_at', 'is', null)
    .where(sql<SqlBool>`due_at < now() + ${within} * interval '1 millisecond'`)
    .orderBy('due_at')
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Notes that those who decide were told. */
export async function markWarned(trx: Transaction, ids: string[]): Promise<void> {
  await trx
    .updateTable('report_cases')
    .set({ warned_at: sql`now()` })
    .where('id', 'in', ids)
    .execute();
}

/** Open cases whose signature does not count any more, by whatever hand. */
export async function listMootCases(db: Database, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('report_cases as c')
    .innerJoin('signatures as s', 's.id', 'c.signature_id')
    .select('c.id')
    .where('c.state', '=', 'open')
    .where('s.state', '<>', 'confirmed')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
