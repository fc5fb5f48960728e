import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';

type Part = { letterId: string; part: string };

function live(idle: Duration) {
  return sql<boolean>`edit_locks.seen_at > now() - ${idle} * interval '1 millisecond'`;
}

/**
 * Renews or takes the lock of a part: of somebody else's only when nothing was heard of them for
 * `idle`, or with `takeOver`. Undefined when it stays somebody else's. `since` begins anew with each
 * holder, and after a pause.
 */
export function upsertEditLock(
  trx: Transaction,
  lock: Part & { organiserId: string; takeOver: boolean; idle: Duration },
) {
  const { letterId, part, organiserId, takeOver, idle } = lock;
  return trx
    .insertInto('edit_locks')
    .values({ letter_id: letterId, part, organiser_id: organiserId })
    .onConflict((conflict) =>
      conflict
        .columns(['letter_id', 'part'])
        .doUpdateSet({
          organiser_id: organiserId,
          seen_at: sql`now()`,
          since: sql`case when edit_locks.organiser_id = ${organiserId} and ${live(idle)}
            then edit_locks.since else now() end`,
        })
        .where((lockRow) =>
          lockRow.or([
            lockRow.lit(takeOver),
            lockRow('edit_locks.organiser_id', '=', organiserId),
            sql<boolean>`not ${live(idle)}`,
          ]),
        ),
    )
    .returning(['since'])
    .executeTakeFirst();
}

/** Who holds a part, with their sealed mailbox, while the lock lives. */
export function findEditLock(db: Database, of: Part & { idle: Duration }) {
  return db
    .selectFrom('edit_locks')
    .innerJoin('organisers', 'organisers.id', 'edit_locks.organiser_id')
    .select(['organisers.id', 'organisers.sealed', 'edit_locks.since'])
    .where('letter_id', '=', of.letterId)
    .where('part', '=', of.part)
    .where(live(of.idle))
    .executeTakeFirst();
}

/** Lets a part go, if this organiser holds it. */
export async function deleteEditLock(trx: Transaction, of: Part & { organiserId: string }) {
  await trx
    .deleteFrom('edit_locks')
    .where('letter_id', '=', of.letterId)
    .where('part', '=', of.part)
    .where('organiser_id', '=', of.organiserId)
    .execute();
}
