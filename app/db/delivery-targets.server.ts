import { sql, type Updateable } from 'kysely';
import { isUuid } from '~/primitives/uuid';
import type { Database, Transaction } from './client.server';
import type { DeliveryTargets } from './schema';

/** A target of this letter, held until the transaction ends; an id of another shape names nothing. */
export function lockTargetOf(trx: Transaction, letterId: string, id: string) {
  if (!isUuid(id)) return undefined;
  return trx
    .selectFrom('delivery_targets')
    .select([
      'id',
      'name',
      'channel',
      'addressee',
      'locales',
      'sealed',
      sql<string | null>`to_char(checked_on, 'YYYY-MM-DD')`.as('checked_on'),
      'checked_source',
      'time_zone',
    ])
    .where('id', '=', id)
    .where('letter_id', '=', letterId)
    .forUpdate()
    .executeTakeFirst();
}

/** Changes one target; the caller holds its lock. */
export async function updateTarget(
  trx: Transaction,
  id: string,
  change: Updateable<DeliveryTargets>,
): Promise<void> {
  await trx.updateTable('delivery_targets').set(change).where('id', '=', id).execute();
}

/** Removes one target to which nothing was ever prepared. */
export async function deleteTarget(trx: Transaction, id: string): Promise<void> {
  await trx.deleteFrom('delivery_targets').where('id', '=', id).execute();
}

/** The targets of a letter to which something was prepared or sent. */
export async function listUsedTargets(db: Database, letterId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('deliveries')
    .select('target_id')
    .distinct()
    .where('letter_id', '=', letterId)
    .execute();
  return new Set(rows.map((row) => row.target_id));
}
