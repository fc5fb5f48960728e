import { type Insertable, sql, type Updateable } from 'kysely';
import type { Database, Transaction } from './client.server';
import type { Signatures } from './schema';

/** Everything but the ciphertext is harmless; only callers that unseal ask for `sealed`. */
const signatureColumns = [
  'id',
  'number',
  'letter_id',
  'letter_version_id',
  'state',
  'visibility',
  'locale',
  'country',
  'updates',
  'sealed',
  'signed_at',
  'confirmed_at',
  'withdrawn_at',
  'flags',
  'hold',
  'contact_erased_at',
] as const;

/** Stores a pending signature; null when the letter already has one from this mailbox. */
export async function insertSignature(
  trx: Transaction,
  row: Insertable<Signatures>,
): Promise<{ id: string } | null> {
  const inserted = await trx
    .insertInto('signatures')
    .values(row)
    .onConflict((conflict) => conflict.columns(['letter_id', 'email_index']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted ?? null;
}

/** Stores many signatures at once, for the sample campaign and trials; returns how many were new. */
export async function insertSignatures(
  trx: Transaction,
  rows: Insertable<Signatures>[],
): Promise<number> {
  const result = await trx
    .insertInto('signatures')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['letter_id', 'email_index']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0);
}

/** The signature of a mailbox on a letter, locked until the transaction ends. */
export function lockSignatureByEmail(trx: Transaction, letterId: string, emailIndex: Buffer) {
  return trx
    .selectFrom('signatures')
    .select(signatureColumns)
    .where('letter_id', '=', letterId)
    .where('email_index', '=', emailIndex)
    .forUpdate()
    .executeTakeFirst();
}

/** One signature, locked until the transaction ends. */
export function lockSignature(trx: Transaction, id: string) {
  return trx
    .selectFrom('signatures')
    .select(signatureColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** One signature to be read. */
export function findSignature(db: Database, id: string) {
  return db
    .selectFrom('signatures')
    .select(signatureColumns)
    .where('id', '=', id)
    .executeTakeFirst();
}

export type SignatureRow = NonNullable<Awaited<ReturnType<typeof findSignature>>>;

/** Changes one signature; the caller holds its lock. */
export async function updateSignatureRow(
  trx: Transaction,
  id: string,
  change: Updateable<Signatures>,
): Promise<void> {
  await trx.updateTable('signatures').set(change).where('id', '=', id).execute();
}

/** Removes the row with everything that refers to it (tokens); nothing of the person is left. */
export async function deleteSignature(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('signatures').where('id', '=', id).execute();
}

/** Confirmed people and the countries they gave; the only source of any public figure. */
export async function countConfirmed(
  db: Database,
  letterId: string,
): Promise<{ signatures: number; countries: number }> {
  return db
    .selectFrom('signatures')
    .select((select) => [
      select.fn.countAll<number>().as('signatures'),
      sql<number>`count(distinct country)`.as('countries'),
    ])
    .where('letter_id', '=', letterId)
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow();
}

/** Marks a signature confirmed by the database's clock, with what its owner makes public. */
export async function confirmRow(
  trx: Transaction,
  id: string,
  shown: Pick<
    Updateable<Signatures>,
    'public_name' | 'public_latin_name' | 'public_title' | 'public_affiliation'
  >,
): Promise<void> {
  await trx
    .updateTable('signatures')
    .set({ ...shown, state: 'confirmed', confirmed_at: sql`now()`, withdrawn_at: null })
    .where('id', '=', id)
    .execute();
}

/** Marks a signature withdrawn and takes everything public away. */
export async function withdrawRow(trx: Transaction, id: string): Promise<void> {
  await trx
    .updateTable('signatures')
    .set({
      state: 'withdrawn',
      withdrawn_at: sql`now()`,
      public_name: null,
      public_latin_name: null,
      public_title: null,
      public_affiliation: null,
    })
    .where('id', '=', id)
    .execute();
}
