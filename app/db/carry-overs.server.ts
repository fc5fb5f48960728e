import { type Insertable, sql, type Updateable } from 'kysely';
import type { Database, Transaction } from './client.server';
import { presentMeaning } from './present-meaning.server';
import type { CarryOvers } from './schema';

const carryOverColumns = [
  'letter_version_id',
  'letter_id',
  'state',
  'expected',
  'asked',
  'left_out',
  'after_number',
  'created_at',
  'finished_at',
] as const;

/** Stores that everybody who signed an earlier text is to be asked about this version. */
export async function insertCarryOver(
  trx: Transaction,
  row: Insertable<CarryOvers>,
): Promise<void> {
  await trx.insertInto('carry_overs').values(row).execute();
}

/**
 * Holds the askings of a letter that are not over until the transaction ends; taken before the
 * letter itself, because a worker that holds one may wait for signatures.
 */
export async function lockCarryOvers(trx: Transaction, letterId: string): Promise<void> {
  await trx
    .selectFrom('carry_overs')
    .select('letter_version_id')
    .where('letter_id', '=', letterId)
    .where('state', '=', 'running')
    .forUpdate()
    .execute();
}

/** The askings of a letter, newest first. */
export function listCarryOverRows(db: Database, letterId: string) {
  return db
    .selectFrom('carry_overs')
    .select(carryOverColumns)
    .where('letter_id', '=', letterId)
    .orderBy('created_at', 'desc')
    .execute();
}

/** One asking that is not over, locked; what another worker holds is passed over. */
export function lockNextCarryOver(trx: Transaction) {
  return trx
    .selectFrom('carry_overs')
    .select(carryOverColumns)
    .where('state', '=', 'running')
    .orderBy('created_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export type CarryOverRow = NonNullable<Awaited<ReturnType<typeof lockNextCarryOver>>>;

/** Writes down how far an asking has come; the caller holds its lock. */
export async function updateCarryOver(
  trx: Transaction,
  versionId: string,
  change: Updateable<CarryOvers>,
): Promise<void> {
  await trx
    .updateTable('carry_overs')
    .set(change)
    .where('letter_version_id', '=', versionId)
    .execute();
}

/** Marks the end of an asking by the database's clock; the caller holds its lock. */
export async function finishCarryOver(
  trx: Transaction,
  versionId: string,
  state: 'done' | 'closed',
): Promise<void> {
  await trx
    .updateTable('carry_overs')
    .set({ state, finished_at: sql`now()` })
    .where('letter_version_id', '=', versionId)
    .execute();
}

/** Ends the askings about earlier texts, because a newer one is about to be asked about. */
export async function supersedeCarryOvers(trx: Transaction, letterId: string): Promise<void> {
  await trx
    .updateTable('carry_overs')
    .set({ state: 'superseded', finished_at: sql`now()` })
    .where('letter_id', '=', letterId)
    .where('state', '=', 'running')
    .execute();
}

/**
 * The next signature above the number `after`, in the order of the numbers, whose owner confirmed
 * an earlier text than the letter's present one; undefined at the end.
 */
export function nextToAsk(db: Database, of: { letterId: string; after: number }) {
  return db
    .selectFrom('signatures')
    .select(['id', 'number'])
    .where('letter_id', '=', of.letterId)
    .where('state', 'in', ['confirmed', 'held'])
    .where('meaning', '<', presentMeaning(of.letterId))
    .where('number', '>', of.after)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
}

/** How many people a change of meaning published now would ask: confirmed, and with an address. */
export async function countToAsk(db: Database, letterId: string): Promise<number> {
  const { people } = await db
    .selectFrom('signatures')
    .select((select) => select.fn.countAll<number>().as('people'))
    .where('letter_id', '=', letterId)
    .where('state', 'in', ['confirmed', 'held'])
    .where('contact_erased_at', 'is', null)
    .executeTakeFirstOrThrow();
  return people;
}

/**
 * Lets a signature stand for another version, agreed to just now in the given language; the caller
 * holds its lock.
 */
export async function moveSignature(
  trx: Transaction,
  moved: { signatureId: string; versionId: string; locale: string },
): Promise<void> {
  const { signatureId, versionId, locale } = moved;
  await trx
    .updateTable('signatures')
    .set({ letter_version_id: versionId })
    .where('id', '=', signatureId)
    .execute();
  await trx
    .updateTable('signature_versions')
    .set({ locale })
    .where('signature_id', '=', signatureId)
    .where('letter_version_id', '=', versionId)
    .execute();
}
