import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';

export type TokenPurpose =
  | 'confirm-signature'
  | 'manage-signature'
  | 'confirm-endorsement'
  | 'manage-endorsement'
  | 'unsubscribe'
  | 'sign-in'
  | 'news-list';

type TokenOwner = { signatureId: string } | { endorsementId: string } | { organiserId: string };

const tokenColumns = [
  'hash',
  'purpose',
  'signature_id',
  'endorsement_id',
  'organiser_id',
  'code_hash',
  'code_tries',
  'used_at',
  'replaced_at',
  // The database's clock decides, so that a machine with a wrong one accepts nothing late.
  sql<boolean>`expires_at <= now()`.as('expired'),
] as const;

export type NewToken = {
  hash: Buffer;
  purpose: TokenPurpose;
  owner: TokenOwner;
  validFor: Duration;
  codeHash?: Buffer;
};

/** Stores the hash of a token that works for `validFor` milliseconds from the database's now. */
export async function insertToken(trx: Transaction, token: NewToken): Promise<void> {
  await trx.insertInto('tokens').values(tokenValues(token)).execute();
}

/** Stores many at once. */
export async function insertTokens(trx: Transaction, tokens: NewToken[]): Promise<void> {
  if (tokens.length > 0) await trx.insertInto('tokens').values(tokens.map(tokenValues)).execute();
}

/**
 * Stores what a confirmation mail carries, in one statement. Where `replaces` names a signature, its
 * unused confirmations say from now on that a newer mail replaced them.
 */
export async function insertConfirmation(
  trx: Transaction,
  tokens: NewToken[],
  replaces: { signatureId: string } | null,
): Promise<void> {
  await trx
    .with('replaced', (db) =>
      db
        .updateTable('tokens')
        .set({ replaced_at: sql`now()` })
        .where('signature_id', '=', replaces?.signatureId ?? null)
        .where('purpose', '=', 'confirm-signature')
        .where('used_at', 'is', null)
        .where('replaced_at', 'is', null)
        .returning('hash'),
    )
    .insertInto('tokens')
    .values(tokens.map(tokenValues))
    .execute();
}

function tokenValues(token: NewToken) {
  const { owner } = token;
  return {
    hash: token.hash,
    purpose: token.purpose,
    signature_id: 'signatureId' in owner ? owner.signatureId : null,
    endorsement_id: 'endorsementId' in owner ? owner.endorsementId : null,
    organiser_id: 'organiserId' in owner ? owner.organiserId : null,
    code_hash: token.codeHash ?? null,
    expires_at: sql<Date>`now() + ${token.validFor} * interval '1 millisecond'`,
  };
}

/** The token with this hash and one of these purposes, with `expired` as of now. */
export function findToken(db: Database, hash: Buffer, purposes: readonly TokenPurpose[]) {
  return db
    .selectFrom('tokens')
    .select(tokenColumns)
    .where('hash', '=', hash)
    .where('purpose', 'in', purposes)
    .executeTakeFirst();
}

export type TokenRow = NonNullable<Awaited<ReturnType<typeof findToken>>>;

/** The same, locked until the transaction ends. */
export function lockToken(trx: Transaction, hash: Buffer, purposes: readonly TokenPurpose[]) {
  return trx
    .selectFrom('tokens')
    .select(tokenColumns)
    .where('hash', '=', hash)
    .where('purpose', 'in', purposes)
    .forUpdate()
    .executeTakeFirst();
}

/** The one confirmation of a signature that still works, locked, to check a code against. */
export function lockOpenCode(trx: Transaction, signatureId: string) {
  return trx
    .selectFrom('tokens')
    .select(tokenColumns)
    .where('signature_id', '=', signatureId)
    .where('purpose', '=', 'confirm-signature')
    .where('used_at', 'is', null)
    .where('replaced_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('created_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

/** Counts one wrong try of the code. */
export async function countCodeTry(trx: Transaction, hash: Buffer): Promise<void> {
  await trx
    .updateTable('tokens')
    .set({ code_tries: sql`code_tries + 1` })
    .where('hash', '=', hash)
    .execute();
}

/** Marks the token used now. */
export async function spendToken(trx: Transaction, hash: Buffer): Promise<void> {
  await trx.updateTable('tokens').set({ used_at: sql`now()` }).where('hash', '=', hash).execute();
}

/** Lets the link stay known for at least `validFor` milliseconds from the database's now. */
export async function extendToken(
  trx: Transaction,
  hash: Buffer,
  validFor: Duration,
): Promise<void> {
  await trx
    .updateTable('tokens')
    .set({
      expires_at: sql`greatest(expires_at, now() + ${validFor} * interval '1 millisecond')`,
    })
    .where('hash', '=', hash)
    .execute();
}

/** Marks every unused confirmation of a subject as replaced by a newer mail. */
export async function replaceConfirmations(trx: Transaction, owner: TokenOwner): Promise<void> {
  let query = trx
    .updateTable('tokens')
    .set({ replaced_at: sql`now()` })
    .where('purpose', 'in', ['confirm-signature', 'confirm-endorsement'])
    .where('used_at', 'is', null)
    .where('replaced_at', 'is', null);
  if ('signatureId' in owner) query = query.where('signature_id', '=', owner.signatureId);
  else if ('endorsementId' in owner)
    query = query.where('endorsement_id', '=', owner.endorsementId);
  else query = query.where('organiser_id', '=', owner.organiserId);
  await query.execute();
}

/** Marks every unused link to an organisation's list as replaced by a newer mail. */
export async function replaceNewsLists(trx: Transaction, endorsementId: string): Promise<void> {
  await trx
    .updateTable('tokens')
    .set({ replaced_at: sql`now()` })
    .where('endorsement_id', '=', endorsementId)
    .where('purpose', '=', 'news-list')
    .where('used_at', 'is', null)
    .where('replaced_at', 'is', null)
    .execute();
}

/** How many confirmations a signature was sent, in all and within the last `recently` milliseconds. */
export async function countConfirmations(
  trx: Transaction,
  signatureId: string,
  recently: Duration,
): Promise<{ total: number; recent: number }> {
  return trx
    .selectFrom('tokens')
    .select((select) => [
      select.fn.countAll<number>().as('total'),
      select.fn
        .countAll<number>()
        .filterWhere('created_at', '>', sql<Date>`now() - ${recently} * interval '1 millisecond'`)
        .as('recent'),
    ])
    .where('signature_id', '=', signatureId)
    .where('purpose', '=', 'confirm-signature')
    .executeTakeFirstOrThrow();
}
