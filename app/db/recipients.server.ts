import { sql } from 'kysely';
import type { Transaction } from './client.server';
import type { SuppressionReason } from './suppressions.server';

/**
 * Makes decisions about one mailbox take turns until the transaction ends, so that two of them
 * cannot both find room for the last mail of the day. The last lock that a transaction takes.
 */
export async function lockRecipient(trx: Transaction, recipientIndex: Buffer): Promise<void> {
  const key = recipientIndex.readBigInt64BE().toString();
  await sql`select pg_advisory_xact_lock(${key}::bigint)`.execute(trx);
}

/**
 * What bears on one more mail to a mailbox, by the database's clock: how many mails of these kinds
 * were queued for it in the last `sinceHours` hours, and the suppressions that hold for the
 * installation and for `letterId`.
 */
export async function readRecipient(
  trx: Transaction,
  about: {
    recipientIndex: Buffer;
    letterId: string | null;
    kinds: readonly string[];
    sinceHours: number;
  },
): Promise<{ recent: number; suppressions: SuppressionReason[] }> {
  const { recipientIndex, letterId, kinds, sinceHours } = about;
  const found = await sql<{ recent: number; suppressions: SuppressionReason[] }>`
    select
      (select count(*)::int from messages
        where recipient_index = ${recipientIndex} and kind = any(${kinds})
          and created_at > now() - ${sinceHours} * interval '1 hour') as recent,
      array(select reason from suppressions
        where recipient_index = ${recipientIndex}
          and (letter_id is null or letter_id = ${letterId})
          and (expires_at is null or expires_at > now())) as suppressions`.execute(trx);
  const [row] = found.rows;
  if (!row) throw new Error('a query without a row');
  return row;
}
