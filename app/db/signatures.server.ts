import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Database, Transaction } from './client.server';
import { presentMeaning } from './present-meaning.server';
import type { SignatureOrigins, Signatures } from './schema';

/** Everything but the ciphertext is harmless; only callers that unseal ask for `sealed`. */
const signatureColumns = [
  'id',
  'number',
  'letter_id',
  'letter_version_id',
  'meaning',
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
  'news_from',
  'source',
] as const;

/**
 * Stores a pending signature, or finds the one that this mailbox has on the letter: `inserted` says
 * which. Either way the row is locked until the transaction ends, in one statement that costs the
 * same.
 */
export function insertOrLockSignature(trx: Transaction, row: Insertable<Signatures>) {
  return trx
    .insertInto('signatures')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['letter_id', 'email_index'])
        .doUpdateSet({ source: sql`signatures.source` }),
    )
    .returning(signatureColumns)
    .returning(sql<boolean>`signatures.id = ${row.id}`.as('inserted'))
    .executeTakeFirstOrThrow();
}

/**
 * Gives a locked signature what was typed last and where that came from, or nothing when `apply` is
 * false; the same statement, so that it takes as long.
 */
export async function settleSignature(
  trx: Transaction,
  settled: {
    id: string;
    apply: boolean;
    change: Updateable<Signatures>;
    origin: { networkHash: Buffer | null; mailDomainIndex: Buffer };
  },
): Promise<void> {
  const { id, apply, change, origin } = settled;
  await trx
    .with('changed', (db) =>
      db
        .updateTable('signatures')
        .set(change)
        .where('id', '=', id)
        .where(sql<SqlBool>`${apply}::boolean`)
        .returning(['id', 'letter_id']),
    )
    .insertInto('signature_origins')
    .columns(['signature_id', 'letter_id', 'network_hash', 'mail_domain_index'])
    .expression((db) =>
      db
        .selectFrom('changed')
        .select([
          'changed.id',
          'changed.letter_id',
          sql<Buffer | null>`${origin.networkHash}::bytea`.as('network_hash'),
          sql<Buffer>`${origin.mailDomainIndex}::bytea`.as('mail_domain_index'),
        ]),
    )
    .onConflict((conflict) =>
      conflict.column('signature_id').doUpdateSet((excluded) => ({
        network_hash: excluded.ref('excluded.network_hash'),
        mail_domain_index: excluded.ref('excluded.mail_domain_index'),
        seen_at: sql`now()`,
      })),
    )
    .execute();
}

/** Stores where a new signature came from. */
export async function insertOrigin(
  trx: Transaction,
  origin: Insertable<SignatureOrigins>,
): Promise<void> {
  await trx.insertInto('signature_origins').values(origin).execute();
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

/**
 * Who is counted under the present text without being named to anybody; ids alone say nothing of a
 * person.
 */
export async function listCountedOnlyIds(db: Database, letterId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('signatures')
    .select('id')
    .where('letter_id', '=', letterId)
    .where('state', '=', 'confirmed')
    .where('meaning', '=', presentMeaning(letterId))
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('letter_signatories as named')
            .select('named.id')
            .whereRef('named.id', '=', 'signatures.id'),
        ),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Of these signatures, how many their owners have taken back: withdrawn, erased, or withdrawn and
 * not confirmed again. One that an organiser has made invalid was not taken back.
 */
export async function countTakenBack(db: Database, ids: readonly string[]): Promise<number> {
  const { standing } = await db
    .selectFrom('signatures')
    .select((select) => select.fn.countAll<number>().as('standing'))
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('state', 'in', ['confirmed', 'invalidated'])
    .executeTakeFirstOrThrow();
  return ids.length - standing;
}

/** Which of these signatures their owners have withdrawn, and not had erased. */
export async function listNamedWithdrawn(
  db: Database,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('signatures')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('state', '=', 'withdrawn')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/**
 * Marks that its owner has confirmed a signature, by the database's clock, with what its owner makes
 * public; one that is held does not count before an organiser has looked.
 */
export async function confirmRow(
  trx: Transaction,
  id: string,
  state: 'confirmed' | 'held',
  shown: Pick<
    Updateable<Signatures>,
    'public_name' | 'public_latin_name' | 'public_title' | 'public_affiliation'
  >,
): Promise<void> {
  await trx
    .updateTable('signatures')
    .set({ ...shown, state, confirmed_at: sql`now()`, withdrawn_at: null })
    .where('id', '=', id)
    .execute();
}

/** Marks a signature withdrawn, takes everything public away, and ends the news of others. */
export async function withdrawRow(trx: Transaction, id: string): Promise<void> {
  await trx
    .updateTable('signatures')
    .set({
      state: 'withdrawn',
      withdrawn_at: sql`now()`,
      news_from: null,
      public_name: null,
      public_latin_name: null,
      public_title: null,
      public_affiliation: null,
    })
    .where('id', '=', id)
    .execute();
}

/** Leaves nothing of what was typed in a withdrawn signature but `sealed`, which names nobody. */
export async function emptyRow(trx: Transaction, id: string, sealed: Buffer): Promise<void> {
  await trx
    .updateTable('signatures')
    .set({
      sealed,
      country: null,
      updates: false,
      flags: [],
      hold: false,
      source: null,
      news_from: null,
      contact_erased_at: sql`now()`,
    })
    .where('id', '=', id)
    .execute();
}
