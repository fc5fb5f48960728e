import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

/** Freezes which signatures are meant, with the state in which each was counted. */
export async function insertInvalidationItems(
  trx: Transaction,
  invalidationId: string,
  signatures: { id: string; state: string }[],
): Promise<void> {
  if (signatures.length === 0) return;
  await trx
    .insertInto('invalidation_items')
    .values(
      signatures.map(({ id, state }) => ({
        invalidation_id: invalidationId,
        signature_id: id,
        previous_state: state,
      })),
    )
    .execute();
}

/** Some of the frozen signatures; their ids are random, so the first are as good as any. */
export function sampleInvalidationItems(db: Database, invalidationId: string, limit: number) {
  return db
    .selectFrom('invalidation_items as item')
    .innerJoin('signatures as s', 's.id', 'item.signature_id')
    .select(['s.id', 's.number', 's.state', 's.locale', 's.country', 's.sealed', 's.signed_at'])
    .where('item.invalidation_id', '=', invalidationId)
    .orderBy('item.signature_id')
    .limit(limit)
    .execute();
}

/** How many are frozen, taken out, and put back. */
export function countInvalidationItems(db: Database, invalidationId: string) {
  return db
    .selectFrom('invalidation_items')
    .select([
      sql<number>`count(*)`.as('frozen'),
      sql<number>`count(invalidated_at)`.as('taken'),
      sql<number>`count(undone_at)`.as('returned'),
    ])
    .where('invalidation_id', '=', invalidationId)
    .executeTakeFirstOrThrow();
}

/** The next signatures to take out, locked, always in the same order. */
export function lockItemsToTake(trx: Transaction, invalidationId: string, limit: number) {
  return trx
    .selectFrom('invalidation_items as item')
    .innerJoin('signatures as s', 's.id', 'item.signature_id')
    .select(['s.id', 's.state'])
    .where('item.invalidation_id', '=', invalidationId)
    .where('item.invalidated_at', 'is', null)
    .orderBy('item.signature_id')
    .limit(limit)
    .forUpdate('s')
    .execute();
}

/** Takes locked signatures out of the count and everything public, and remembers what they were. */
export async function takeOut(
  trx: Transaction,
  invalidationId: string,
  signatures: { id: string; state: string }[],
): Promise<void> {
  if (signatures.length === 0) return;
  const ids = signatures.map(({ id }) => id);
  await trx
    .updateTable('signatures')
    .set({
      state: 'invalidated',
      public_name: null,
      public_latin_name: null,
      public_title: null,
      public_affiliation: null,
    })
    .where('id', 'in', ids)
    .execute();
  await sql`
    update invalidation_items item set previous_state = was.state, invalidated_at = now()
    from unnest(${ids}::uuid[], ${signatures.map(({ state }) => state)}::text[]) as was (id, state)
    where item.invalidation_id = ${invalidationId} and item.signature_id = was.id`.execute(trx);
}

/** Forgets frozen signatures that are no longer what was counted. */
export async function dropItems(
  trx: Transaction,
  invalidationId: string,
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .deleteFrom('invalidation_items')
    .where('invalidation_id', '=', invalidationId)
    .where('signature_id', 'in', ids)
    .execute();
}

/** The next signatures to put back, locked, with what they were before. */
export function lockItemsToReturn(trx: Transaction, invalidationId: string, limit: number) {
  return trx
    .selectFrom('invalidation_items as item')
    .innerJoin('signatures as s', 's.id', 'item.signature_id')
    .select(['s.id', 's.state', 's.visibility', 's.sealed', 'item.previous_state'])
    .where('item.invalidation_id', '=', invalidationId)
    .where('item.invalidated_at', 'is not', null)
    .where('item.undone_at', 'is', null)
    .orderBy('item.signature_id')
    .limit(limit)
    .forUpdate('s')
    .execute();
}

export type ReturnedSignature = {
  id: string;
  state: string;
  public_name: string | null;
  public_latin_name: string | null;
  public_title: string | null;
  public_affiliation: string | null;
};

/** Gives locked signatures their earlier state and what was public of them. */
export async function putBack(
  trx: Transaction,
  invalidationId: string,
  signatures: ReturnedSignature[],
  looked: string[],
): Promise<void> {
  const column = (name: keyof ReturnedSignature) => signatures.map((one) => one[name]);
  if (signatures.length > 0) {
    await sql`
      update signatures s set state = was.state, public_name = was.name,
        public_latin_name = was.latin_name, public_title = was.title,
        public_affiliation = was.affiliation
      from unnest(${column('id')}::uuid[], ${column('state')}::text[],
        ${column('public_name')}::text[], ${column('public_latin_name')}::text[],
        ${column('public_title')}::text[], ${column('public_affiliation')}::text[])
        as was (id, state, name, latin_name, title, affiliation)
      where s.id = was.id`.execute(trx);
  }
  await trx
    .updateTable('invalidation_items')
    .set({ undone_at: sql`now()` })
    .where('invalidation_id', '=', invalidationId)
    .where('signature_id', 'in', looked)
    .execute();
}
