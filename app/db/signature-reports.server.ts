import type { Insertable } from 'kysely';
import type { Database, Transaction } from './client.server';
import type { SignatureReports } from './schema';

/** Whether a report with this reference was taken before. */
export async function hasReport(trx: Transaction, reference: string): Promise<boolean> {
  const row = await trx
    .selectFrom('signature_reports')
    .select('id')
    .where('reference', '=', reference)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many reports a case holds. */
export async function countReports(trx: Transaction, caseId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('signature_reports')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Stores a report; one with the same reference stands. */
export async function insertReport(
  trx: Transaction,
  row: Insertable<SignatureReports>,
): Promise<void> {
  await trx
    .insertInto('signature_reports')
    .values(row)
    .onConflict((conflict) => conflict.column('reference').doNothing())
    .execute();
}

/** The reports of a case, oldest first. */
export function listReports(db: Database, caseId: string) {
  return db
    .selectFrom('signature_reports')
    .select(['id', 'reference', 'reason', 'locale', 'proven', 'sealed', 'created_at'])
    .where('case_id', '=', caseId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Puts other ciphertext in the place of what a report held. */
export async function resealReport(trx: Transaction, id: string, sealed: Buffer): Promise<void> {
  await trx.updateTable('signature_reports').set({ sealed }).where('id', '=', id).execute();
}
