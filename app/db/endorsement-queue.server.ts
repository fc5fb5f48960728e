import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

type Reviewer = { organiserId: string; now: Date };

/**
 * Waiting endorsements of a letter: first those that their published contact denies, then the
 * oldest; and which of them have an unanswered question, to the representative or that contact.
 */
export function listWaitingRows(db: Database, letterId: string) {
  return db
    .selectFrom('endorsements')
    .select(({ exists, selectFrom }) => [
      'id',
      'held_by',
      'held_until',
      exists(
        selectFrom('endorsement_questions')
          .select('endorsement_questions.id')
          .whereRef('endorsement_id', '=', 'endorsements.id')
          .where('answered_at', 'is', null),
      ).as('asked'),
      exists(
        selectFrom('endorsement_checks')
          .select('endorsement_checks.id')
          .whereRef('endorsement_id', '=', 'endorsements.id')
          .where('answered_at', 'is', null)
          .where('ended_at', 'is', null)
          .where('expires_at', '>', sql<Date>`now()`),
      ).as('checking'),
      exists(
        selectFrom('endorsement_checks')
          .select('endorsement_checks.id')
          .whereRef('endorsement_id', '=', 'endorsements.id')
          .where('answer', '=', 'no'),
      ).as('denied'),
    ])
    .where('letter_id', '=', letterId)
    .where('state', '=', 'waiting')
    .orderBy('denied', 'desc')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/**
 * Gives a waiting endorsement to an organiser until a moment, and says whether it did: not when
 * somebody else holds it or is taking it in this instant.
 */
export async function holdRow(
  trx: Transaction,
  id: string,
  { organiserId, now, until }: Reviewer & { until: Date },
): Promise<boolean> {
  const free = await trx
    .selectFrom('endorsements')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where(({ or, eb }) =>
      or([eb('held_by', 'is', null), eb('held_by', '=', organiserId), eb('held_until', '<=', now)]),
    )
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!free) return false;
  await trx
    .updateTable('endorsements')
    .set({ held_by: organiserId, held_until: until })
    .where('id', '=', id)
    .execute();
  return true;
}

/** Lets go of what an organiser holds of a letter, but for the one they have just taken. */
export async function releaseRows(
  trx: Transaction,
  held: { letterId: string; organiserId: string; except: string | null },
): Promise<void> {
  let releasing = trx
    .updateTable('endorsements')
    .set({ held_by: null, held_until: null })
    .where('letter_id', '=', held.letterId)
    .where('held_by', '=', held.organiserId);
  if (held.except) releasing = releasing.where('id', '!=', held.except);
  await releasing.execute();
}
