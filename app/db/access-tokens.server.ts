import { type Insertable, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';
import type { AccessTokens } from './schema';

type NewToken = Pick<
  Insertable<AccessTokens>,
  'id' | 'letter_id' | 'label' | 'scopes' | 'token_hash' | 'created_by'
>;

/** Stores a token that lives for `lifetime` by the database's clock; false when the id is taken. */
export async function insertAccessToken(
  trx: Transaction,
  token: NewToken,
  lifetime: Duration,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('access_tokens')
    .values({ ...token, expires_at: sql`now() + ${lifetime} * interval '1 millisecond'` })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The letter's tokens, newest first; `live` while neither revoked nor expired. */
export function listAccessTokenRows(db: Database, letterId: string) {
  return db
    .selectFrom('access_tokens')
    .select(['id', 'label', 'scopes', 'created_by', 'created_at', 'expires_at', 'revoked_at'])
    .select([
      sql<string | null>`last_used_on::text`.as('last_used_on'),
      sql<boolean>`revoked_at is null and expires_at > now()`.as('live'),
    ])
    .where('letter_id', '=', letterId)
    .orderBy('created_at', 'desc')
    .execute();
}

/** What a live token opens, with the address of its letter; undefined for any other text. */
export function findLiveAccessToken(db: Database, hash: Buffer) {
  return db
    .selectFrom('access_tokens')
    .innerJoin('letters', 'letters.id', 'access_tokens.letter_id')
    .select(['access_tokens.id', 'access_tokens.scopes', 'letters.slug'])
    .select(sql<boolean>`last_used_on is distinct from current_date`.as('unused_today'))
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
}

/** Notes that a token was used today; the hour is nobody's business. */
export async function noteTokenUse(db: Database, id: string): Promise<void> {
  await db
    .updateTable('access_tokens')
    .set({ last_used_on: sql`current_date` })
    .where('id', '=', id)
    .execute();
}

/** Ends a token of this letter; false when there is none or it has ended. */
export async function revokeAccessTokenRow(
  trx: Transaction,
  token: { id: string; letterId: string },
): Promise<boolean> {
  const result = await trx
    .updateTable('access_tokens')
    .set({ revoked_at: sql`now()` })
    .where('id', '=', token.id)
    .where('letter_id', '=', token.letterId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
