import { type Insertable, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';
import type { EndorsementChecks } from './schema';

const checkColumns = [
  'endorsement_checks.id',
  'endorsement_checks.endorsement_id',
  'endorsement_checks.sealed',
  'endorsement_checks.asked_at',
  'endorsement_checks.expires_at',
  'endorsement_checks.answer',
  'endorsement_checks.answered_at',
  'endorsement_checks.ended_at',
  // The database's clock decides, so that a machine with a wrong one accepts nothing late.
  sql<boolean>`endorsement_checks.expires_at <= now()`.as('expired'),
] as const;

/**
 * Stores a question to a published contact whose link works for `validFor` milliseconds from the
 * database's now; returns the moment when it ends. The caller has chosen the id, because what is
 * sealed is bound to it.
 */
export async function insertCheck(
  trx: Transaction,
  row: Omit<Insertable<EndorsementChecks>, 'expires_at'>,
  validFor: Duration,
): Promise<Date> {
  const { expires_at } = await trx
    .insertInto('endorsement_checks')
    .values({ ...row, expires_at: sql<Date>`now() + ${validFor} * interval '1 millisecond'` })
    .returning('expires_at')
    .executeTakeFirstOrThrow();
  return expires_at;
}

/** The question whose link has this hash. */
export function findCheck(db: Database, tokenHash: Buffer) {
  return db
    .selectFrom('endorsement_checks')
    .select(checkColumns)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

export type CheckRow = NonNullable<Awaited<ReturnType<typeof findCheck>>>;

/** Questions about one endorsement, or about all of a letter, oldest first. */
export function listCheckRows(db: Database, of: { letterId: string } | { endorsementId: string }) {
  const rows = db
    .selectFrom('endorsement_checks')
    .innerJoin('endorsements', 'endorsements.id', 'endorsement_checks.endorsement_id')
    .select(checkColumns)
    .orderBy('endorsement_checks.asked_at')
    .orderBy('endorsement_checks.id');
  return 'letterId' in of
    ? rows.where('endorsements.letter_id', '=', of.letterId).execute()
    : rows.where('endorsements.id', '=', of.endorsementId).execute();
}

/** Keeps an answer; the caller holds the endorsement's lock. */
export async function answerCheckRow(
  trx: Transaction,
  id: string,
  answer: { answer: 'yes' | 'no'; sealed: Buffer },
): Promise<void> {
  await trx
    .updateTable('endorsement_checks')
    .set({ ...answer, answered_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/**
 * Ends the questions about an endorsement: no link takes an answer any more. Those on which the
 * approval rests are kept with its proof; the others go some time after this moment.
 */
export async function endChecks(
  trx: Transaction,
  endorsementId: string,
  kept: readonly string[] = [],
): Promise<void> {
  await trx
    .updateTable('endorsement_checks')
    .set({ ended_at: sql`now()`, kept: sql<boolean>`id = any(${kept}::uuid[])` })
    .where('endorsement_id', '=', endorsementId)
    .where('ended_at', 'is', null)
    .execute();
}

/** How many waiting organisations of a letter were denied by their published contact. */
export async function countDenied(db: Database, letterId: string): Promise<number> {
  const { denied } = await db
    .selectFrom('endorsement_checks')
    .innerJoin('endorsements', 'endorsements.id', 'endorsement_checks.endorsement_id')
    .select((select) =>
      select.fn.count<number>('endorsement_checks.endorsement_id').distinct().as('denied'),
    )
    .where('endorsements.letter_id', '=', letterId)
    .where('endorsements.state', '=', 'waiting')
    .where('endorsement_checks.answer', '=', 'no')
    .executeTakeFirstOrThrow();
  return denied;
}

/** Deletes the questions about endorsements whose contact data end. */
export async function deleteChecks(trx: Transaction, endorsementIds: string[]): Promise<void> {
  await trx
    .deleteFrom('endorsement_checks')
    .where('endorsement_id', 'in', endorsementIds)
    .execute();
}
