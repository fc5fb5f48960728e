import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

const columns = ['id', 'organiser_id', 'sealed', 'counter', 'added_at', 'last_used_at'] as const;

/** The passkeys of an organiser, in the order they were added. */
export function listPasskeyRows(db: Database, organiserId: string) {
  return db
    .selectFrom('passkeys')
    .select(columns)
    .where('organiser_id', '=', organiserId)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}

/** The passkey with this credential, locked until the transaction ends. */
export function lockPasskey(trx: Transaction, credentialIndex: Buffer) {
  return trx
    .selectFrom('passkeys')
    .select(columns)
    .where('credential_index', '=', credentialIndex)
    .forUpdate()
    .executeTakeFirst();
}

/** Stores a passkey; false when somebody has this credential already. */
export async function insertPasskey(
  trx: Transaction,
  row: {
    id: string;
    organiserId: string;
    credentialIndex: Buffer;
    sealed: Buffer;
    counter: number;
  },
): Promise<boolean> {
  const result = await trx
    .insertInto('passkeys')
    .values({
      id: row.id,
      organiser_id: row.organiserId,
      credential_index: row.credentialIndex,
      sealed: row.sealed,
      counter: row.counter,
    })
    .onConflict((conflict) => conflict.column('credential_index').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Notes that a passkey was used, and how often its device says it was. */
export async function touchPasskey(trx: Transaction, id: string, counter: number): Promise<void> {
  await trx
    .updateTable('passkeys')
    .set({ counter, last_used_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Takes one passkey of an organiser away; whether there was one. */
export async function deletePasskey(
  trx: Transaction,
  key: { id: string; organiserId: string },
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('passkeys')
    .where('id', '=', key.id)
    .where('organiser_id', '=', key.organiserId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Takes all passkeys of an organiser away. */
export async function deletePasskeysOf(trx: Transaction, organiserId: string): Promise<void> {
  await trx.deleteFrom('passkeys').where('organiser_id', '=', organiserId).execute();
}

/** Whose passkey has this credential; null for nobody's. */
export async function findPasskeyOwner(
  db: Database,
  credentialIndex: Buffer,
): Promise<string | null> {
  const row = await db
    .selectFrom('passkeys')
    .select('organiser_id')
    .where('credential_index', '=', credentialIndex)
    .executeTakeFirst();
  return row?.organiser_id ?? null;
}
