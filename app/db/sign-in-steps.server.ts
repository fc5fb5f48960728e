import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';

/** Stores that somebody has proven the first half of a sign-in; only the hash of the id. */
export async function insertStep(
  trx: Transaction,
  step: { idHash: Buffer; organiserId: string; enteredBy: 'link' | 'passphrase' },
): Promise<void> {
  await trx
    .insertInto('sign_in_steps')
    .values({
      id_hash: step.idHash,
      organiser_id: step.organiserId,
      entered_by: step.enteredBy,
    })
    .execute();
}

/** Whose step this is, begun no longer ago than `validFor` by the database's clock. */
export function findStep(db: Database, idHash: Buffer, validFor: Duration) {
  return db
    .selectFrom('sign_in_steps')
    .innerJoin('organisers', 'organisers.id', 'sign_in_steps.organiser_id')
    .select(['organisers.id', 'organisers.sealed', 'sign_in_steps.entered_by'])
    .where('id_hash', '=', idHash)
    .where(
      'sign_in_steps.created_at',
      '>',
      sql<Date>`now() - ${validFor} * interval '1 millisecond'`,
    )
    .executeTakeFirst();
}

/** Ends a step; whether it was still there. */
export async function deleteStep(trx: Transaction, idHash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('sign_in_steps')
    .where('id_hash', '=', idHash)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Ends every step of an organiser. */
export async function deleteStepsOf(trx: Transaction, organiserId: string): Promise<void> {
  await trx.deleteFrom('sign_in_steps').where('organiser_id', '=', organiserId).execute();
}

/** Deletes up to `limit` steps older than `validFor`; returns how many. */
export async function deleteEndedSteps(
  db: Database,
  batch: { validFor: Duration; limit: number },
): Promise<number> {
  const result = await sql`
    delete from sign_in_steps where id_hash in (
      select id_hash from sign_in_steps
      where created_at < now() - ${batch.validFor} * interval '1 millisecond'
      order by created_at limit ${batch.limit} for update skip locked
    )`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}
