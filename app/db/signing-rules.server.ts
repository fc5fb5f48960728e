import { type Insertable, sql } from 'kysely';
import type { Database, Transaction } from './client.server';
import type { SigningRules } from './schema';

const ruleColumns = [
  'id',
  'letter_id',
  'effect',
  'subject',
  'sealed',
  'reason',
  'valid_until',
  'created_by',
  'created_at',
  'ended_at',
] as const;

/** Stores a rule; the caller has chosen its id, because the sealed value is bound to it. */
export async function insertSigningRule(
  trx: Transaction,
  rule: Insertable<SigningRules>,
): Promise<void> {
  await trx.insertInto('signing_rules').values(rule).execute();
}

/** The rules that hold now for a letter, its own and those of the installation, oldest first. */
export function listLiveRules(db: Database, letterId: string) {
  return db
    .selectFrom('signing_rules')
    .select(['id', 'effect', 'subject', 'sealed'])
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('letter_id', 'is', null), where('letter_id', '=', letterId)]))
    .where((where) =>
      where.or([where('valid_until', 'is', null), where('valid_until', '>', sql<Date>`now()`)]),
    )
    .orderBy('created_at')
    .execute();
}

/** Every rule about a letter or the whole installation, newest first, also those that have ended. */
export function listSigningRules(db: Database, letterId: string) {
  return db
    .selectFrom('signing_rules')
    .select(ruleColumns)
    .where((where) => where.or([where('letter_id', 'is', null), where('letter_id', '=', letterId)]))
    .orderBy('created_at', 'desc')
    .execute();
}

/** One rule of a letter, locked until the transaction ends; undefined for one of another letter. */
export function lockSigningRule(trx: Transaction, rule: { id: string; letterId: string }) {
  return trx
    .selectFrom('signing_rules')
    .select(['id', 'effect', 'subject'])
    .where('id', '=', rule.id)
    .where('letter_id', '=', rule.letterId)
    .forUpdate()
    .executeTakeFirst();
}

/** Ends a rule of this letter (or of the installation) by the database's clock; false when it has ended. */
export async function endSigningRule(
  trx: Transaction,
  rule: { id: string; letterId: string | null },
): Promise<boolean> {
  const result = await trx
    .updateTable('signing_rules')
    .set({ ended_at: sql`now()` })
    .where('id', '=', rule.id)
    .where('letter_id', rule.letterId === null ? 'is' : '=', rule.letterId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
