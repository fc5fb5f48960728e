import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';
import { deleteChecks } from './endorsement-checks.server';
import { deleteMailboxChanges } from './mailbox-changes.server';

/** Stores a question of an organiser to an organisation. */
export async function insertQuestion(
  trx: Transaction,
  row: { id: string; endorsement_id: string; sealed: Buffer; asked_by: string | null },
): Promise<void> {
  await trx.insertInto('endorsement_questions').values(row).execute();
}

/** Questions to one organisation, or to all of a letter, with their answers, oldest first. */
export function listQuestionRows(
  db: Database,
  of: { letterId: string } | { endorsementId: string },
) {
  const rows = db
    .selectFrom('endorsement_questions')
    .innerJoin('endorsements', 'endorsements.id', 'endorsement_questions.endorsement_id')
    .select([
      'endorsement_questions.id',
      'endorsement_questions.endorsement_id',
      'endorsement_questions.sealed',
      'endorsement_questions.asked_at',
      'endorsement_questions.answered_at',
    ])
    .orderBy('endorsement_questions.asked_at')
    .orderBy('endorsement_questions.id');
  return 'letterId' in of
    ? rows.where('endorsements.letter_id', '=', of.letterId).execute()
    : rows.where('endorsements.id', '=', of.endorsementId).execute();
}

export type QuestionRow = Awaited<ReturnType<typeof listQuestionRows>>[number];

/** Keeps an answer; the caller holds the endorsement's lock. */
export async function answerRow(trx: Transaction, id: string, sealed: Buffer): Promise<void> {
  await trx
    .updateTable('endorsement_questions')
    .set({ sealed, answered_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/**
 * Deletes what was written to and fro, the proofs, and changes of mailbox, of endorsements whose
 * contact data end.
 */
export async function deleteCorrespondence(trx: Transaction, ids: string[]): Promise<void> {
  await trx.deleteFrom('endorsement_questions').where('endorsement_id', 'in', ids).execute();
  await trx.deleteFrom('endorsement_proofs').where('endorsement_id', 'in', ids).execute();
  await deleteChecks(trx, ids);
  await deleteMailboxChanges(trx, ids);
}
