import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';
import { allOf, conditionsOf, type TableFilter } from './signature-filter.server';

export type SelectedIds = { ids: readonly string[] } | { filter: TableFilter };

/**
 * Freezes which signatures of the letter are selected, with the state of each, and says how many
 * stand how. All of a filter are read in one statement, so in one moment.
 */
export async function freezeSelection(
  trx: Transaction,
  selectionId: string,
  letterId: string,
  selected: SelectedIds,
) {
  // A million take longer than a page may; in the order of their ids they go into the indexes
  // beside each other.
  await sql`set local statement_timeout = '5min'`.execute(trx);
  const conditions =
    'ids' in selected
      ? [sql<boolean>`id = any(${selected.ids}::uuid[])`]
      : conditionsOf(letterId, selected.filter);
  const found = await sql<{ state: string; visibility: string; hidden: boolean; count: number }>`
    with chosen as materialized (
      select id, state, visibility, list_hidden_at is not null as hidden from signatures
      where ${allOf(letterId, conditions)}
    ), frozen as (
      insert into invalidation_items (invalidation_id, signature_id, previous_state)
      select ${selectionId}::uuid, id, state from chosen order by id
    )
    select state, visibility, hidden, count(*) as count from chosen
    group by state, visibility, hidden`.execute(trx);
  return found.rows;
}

/** The next selected signatures that nothing has been done with, locked, always in the same order. */
export function lockSelected(trx: Transaction, selectionId: string, limit: number) {
  return trx
    .selectFrom('invalidation_items as item')
    .innerJoin('signatures as s', 's.id', 'item.signature_id')
    .select(['s.id', 's.state', 's.visibility', 's.locale', 's.country', 's.sealed', 's.news_from'])
    .select(sql<boolean>`s.list_hidden_at is not null`.as('hidden'))
    .where('item.invalidation_id', '=', selectionId)
    .where('item.invalidated_at', 'is', null)
    .where('item.skipped', 'is', null)
    .orderBy('item.signature_id')
    .limit(limit)
    .forUpdate('s')
    .execute();
}

export type LockedSignature = Awaited<ReturnType<typeof lockSelected>>[number];

/** Marks what was done, with the state in which each was found. */
export async function markDone(
  trx: Transaction,
  selectionId: string,
  signatures: readonly { id: string; state: string }[],
): Promise<void> {
  await sql`
    update invalidation_items item set previous_state = was.state, invalidated_at = now()
    from unnest(${signatures.map(({ id }) => id)}::uuid[],
      ${signatures.map(({ state }) => state)}::text[]) as was (id, state)
    where item.invalidation_id = ${selectionId} and item.signature_id = was.id`.execute(trx);
}

/** Marks what was left as it is, and why. */
export async function markSkipped(
  trx: Transaction,
  selectionId: string,
  signatures: readonly { id: string; why: string }[],
): Promise<void> {
  await sql`
    update invalidation_items item set skipped = left_out.why
    from unnest(${signatures.map(({ id }) => id)}::uuid[],
      ${signatures.map(({ why }) => why)}::text[]) as left_out (id, why)
    where item.invalidation_id = ${selectionId} and item.signature_id = left_out.id`.execute(trx);
}

/** How many were left as they are, by reason. */
export function countSkipped(db: Database, selectionId: string) {
  return db
    .selectFrom('invalidation_items')
    .select((select) => ['skipped as why', select.fn.countAll<number>().as('count')])
    .where('invalidation_id', '=', selectionId)
    .where('skipped', 'is not', null)
    .groupBy('skipped')
    .orderBy('count', 'desc')
    .$narrowType<{ why: string }>()
    .execute();
}

/** Keeps locked signatures off the public list, or lets them stand there again. */
export async function setListHidden(
  trx: Transaction,
  ids: readonly string[],
  hidden: boolean,
): Promise<void> {
  await trx
    .updateTable('signatures')
    .set({ list_hidden_at: hidden ? sql`now()` : null })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
}

/** Says of locked signatures which one they repeat, or that they repeat none. */
export async function setDuplicateOf(
  trx: Transaction,
  ids: readonly string[],
  original: string | null,
): Promise<void> {
  await trx
    .updateTable('signatures')
    .set({ duplicate_of: original })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
}

/** Whether locked signatures wait for a look of organisers when their owners confirm. */
export async function setHold(
  trx: Transaction,
  ids: readonly string[],
  hold: boolean,
): Promise<void> {
  await trx
    .updateTable('signatures')
    .set({ hold })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
}
