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

/** How many are meant, done, put back, and left as they were. */
export function countInvalidationItems(db: Database, invalidationId: string) {
  return db
    .selectFrom('invalidation_items')
    .select([
      sql<number>`count(*) filter (where skipped is null)`.as('frozen'),
      sql<number>`count(invalidated_at)`.as('taken'),
      sql<number>`count(undone_at)`.as('returned'),
      sql<number>`count(skipped)`.as('skipped'),
    ])
    .where('invalidation_id', '=', invalidationId)
    .executeTakeFirstOrThrow();
}

/** Takes locked signatures out of the count and everything public. */
export async function takeOut(trx: Transaction, ids: readonly string[]): Promise<void> {
  await trx
    .updateTable('signatures')
    .set({
      state: 'invalidated',
      public_name: null,
      public_latin_name: null,
      public_title: null,
      public_affiliation: null,
    })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
}

/** The next signatures to put back, locked, with what they were before. */
export function lockItemsToReturn(trx: Transaction, invalidationId: string, limit: number) {
  return trx
    .selectFrom('invalidation_items as item')
    .innerJoin('signatures as s', 's.id', 'item.signature_id')
    .select(['s.id', 's.state', 's.visibility', 's.sealed', 'item.previous_state'])
    .select(sql<boolean>`s.list_hidden_at is not null`.as('hidden'))
    .where('item.invalidation_id', '=', invalidationId)
    .where('item.invalidated_at', 'is not', null)
    .where('item.undone_at', 'is', null)
    .orderBy('item.signature_id')
    .limit(limit)
    .forUpdate('s')
    .execute();
}

export type SignatureToReturn = Awaited<ReturnType<typeof lockItemsToReturn>>[number];

export type ReturnedSignature = {
  id: string;
  state: string;
  public_name: string | null;
  public_latin_name: string | null;
  public_title: string | null;
  public_affiliation: string | null;
};

/** Gives locked signatures a state, and what is public of them in it. */
export async function giveState(trx: Transaction, signatures: ReturnedSignature[]): Promise<void> {
  const column = (name: keyof ReturnedSignature) => signatures.map((one) => one[name]);
  if (signatures.length === 0) return;
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

/** Remembers that these have been looked at for putting them back. */
export async function markReturned(
  trx: Transaction,
  invalidationId: string,
  ids: readonly string[],
): Promise<void> {
  await trx
    .updateTable('invalidation_items')
    .set({ undone_at: sql`now()` })
    .where('invalidation_id', '=', invalidationId)
    .where('signature_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
}
