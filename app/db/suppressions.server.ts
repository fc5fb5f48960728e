import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';

/** Why a mailbox gets no mail of some kinds: its owner's word, or its own server's. */
export type SuppressionReason = 'not-me' | 'unsubscribed' | 'bounced';

/** `letterId` null means from the whole installation. */
export type Suppressed = {
  recipientIndex: Buffer;
  letterId: string | null;
  reason: SuppressionReason;
};

/**
 * Stores that a mailbox gets no more mail, for `validFor` milliseconds from the database's now or
 * without an end. Repeated, it begins anew; nothing is stored twice. `detail` is never personal.
 */
export async function upsertSuppression(
  trx: Transaction,
  suppressed: Suppressed & { detail: string | null; validFor: Duration | null },
): Promise<void> {
  const { recipientIndex, letterId, reason, detail, validFor } = suppressed;
  await sql`
    insert into suppressions (recipient_index, letter_id, reason, detail, expires_at)
    values (${recipientIndex}, ${letterId}, ${reason}, ${detail},
      now() + ${validFor}::float8 * interval '1 millisecond')
    on conflict (recipient_index, coalesce(letter_id, '00000000-0000-0000-0000-000000000000'), reason)
    do update set created_at = now(), detail = excluded.detail, expires_at = excluded.expires_at
  `.execute(trx);
}

/** Lifts a suppression; false when there was none. */
export async function deleteSuppression(
  trx: Transaction,
  { recipientIndex, letterId, reason }: Suppressed,
): Promise<boolean> {
  const result = await trx
    .deleteFrom('suppressions')
    .where('recipient_index', '=', recipientIndex)
    .where('letter_id', letterId === null ? 'is' : '=', letterId)
    .where('reason', '=', reason)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/**
 * The reasons that hold now for a mailbox, by the database's clock: those of the installation and,
 * where `letterId` is given, those of that letter.
 */
export async function findSuppressions(
  db: Database,
  { recipientIndex, letterId }: { recipientIndex: Buffer; letterId: string | null },
): Promise<SuppressionReason[]> {
  const rows = await db
    .selectFrom('suppressions')
    .select('reason')
    .where('recipient_index', '=', recipientIndex)
    .where((where) =>
      where.or([
        where('letter_id', 'is', null),
        ...(letterId === null ? [] : [where('letter_id', '=', letterId)]),
      ]),
    )
    .where((where) =>
      where.or([where('expires_at', 'is', null), where('expires_at', '>', sql<Date>`now()`)]),
    )
    .execute();
  return rows.map((row) => row.reason as SuppressionReason);
}
