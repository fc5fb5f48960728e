import type { Insertable } from 'kysely';
import type { Database, Transaction } from './client.server';
import type { SignatureViews } from './schema';

const viewColumns = ['id', 'letter_id', 'organiser_id', 'shared', 'sealed'] as const;

/** The views of a letter that this organiser keeps, or that somebody shares, oldest first. */
export function listViewRows(db: Database, letterId: string, organiserId: string) {
  return db
    .selectFrom('signature_views')
    .select(viewColumns)
    .where('letter_id', '=', letterId)
    .where((where) =>
      where.or([where('organiser_id', '=', organiserId), where('shared', '=', true)]),
    )
    .orderBy('created_at')
    .execute();
}

/** One view, locked until the transaction ends. */
export function lockView(trx: Transaction, id: string) {
  return trx
    .selectFrom('signature_views')
    .select(viewColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export type ViewRow = NonNullable<Awaited<ReturnType<typeof lockView>>>;

/** How many views an organiser keeps on a letter. */
export async function countViews(
  db: Database,
  letterId: string,
  organiserId: string,
): Promise<number> {
  const { count } = await db
    .selectFrom('signature_views')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('letter_id', '=', letterId)
    .where('organiser_id', '=', organiserId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Stores a view; the caller has chosen its id, because its sealed part is bound to it. */
export async function insertView(trx: Transaction, row: Insertable<SignatureViews>): Promise<void> {
  await trx.insertInto('signature_views').values(row).execute();
}

/** Gives a locked view another sealed name and says whether the team sees it. */
export async function updateView(
  trx: Transaction,
  id: string,
  change: { sealed: Buffer; shared: boolean },
): Promise<void> {
  await trx.updateTable('signature_views').set(change).where('id', '=', id).execute();
}

/** Removes a view. */
export async function deleteView(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('signature_views').where('id', '=', id).execute();
}
