import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

/** Whether a second person is asked for before something of this letter is sent. */
export async function isSecondSenderOn(db: Database, letterId: string): Promise<boolean> {
  const row = await db
    .selectFrom('letters')
    .select('second_sender')
    .where('id', '=', letterId)
    .executeTakeFirst();
  return row?.second_sender ?? true;
}

/** Switches the second person of a letter on or off. */
export async function setSecondSender(
  trx: Transaction,
  letterId: string,
  on: boolean,
): Promise<void> {
  await trx.updateTable('letters').set({ second_sender: on }).where('id', '=', letterId).execute();
}

/** Notes who tested which bytes of a dossier, by the database's clock. */
export async function markDossierTested(
  trx: Transaction,
  id: string,
  tested: { hash: string; by: string },
): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ tested_hash: tested.hash, tested_by: tested.by, tested_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Notes who approved which bytes of a dossier, by the database's clock. */
export async function markDossierApproved(
  trx: Transaction,
  id: string,
  approved: { hash: string; by: string },
): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ approved_hash: approved.hash, approved_by: approved.by, approved_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Notes that the first message of a delivery was taken up: from here on nothing stops it. */
export async function markReleased(trx: Transaction, id: string): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ released_at: sql`now()` })
    .where('id', '=', id)
    .where('released_at', 'is', null)
    .execute();
}
