import { type Insertable, sql, type Updateable } from 'kysely';
import { isUuid } from '~/primitives/uuid';
import type { Database, Transaction } from './client.server';
import type { Endorsements } from './schema';

const endorsementColumns = [
  'id',
  'letter_id',
  'state',
  'founding_position',
  'organisation',
  'organisation_en',
  'names',
  'statement',
  'coordinator',
  'country',
  'website',
  'locale',
  'show_representative',
  'sealed',
  'authority_basis',
  'decided_by',
  'decided_at',
  'decline_reason',
  'decline_template',
  'held_by',
  'held_until',
  'mailbox_since',
  'created_at',
  'confirmed_at',
  'share_code',
  'news_privacy_url',
] as const;

/** Stores an endorsement and returns its id. */
export async function insertEndorsement(
  trx: Transaction,
  row: Insertable<Endorsements>,
): Promise<string> {
  const { id } = await trx
    .insertInto('endorsements')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export type Logo = { hash: string; png: Buffer; width: number; height: number };

/** Stores the re-encoded logo in place of another; it is public as long as the endorsement is. */
export async function putLogo(
  trx: Transaction,
  { endorsementId, ...image }: Logo & { endorsementId: string },
): Promise<void> {
  await trx
    .insertInto('logos')
    .values({ endorsement_id: endorsementId, ...image })
    .onConflict((conflict) => conflict.column('endorsement_id').doUpdateSet(image))
    .execute();
}

export async function deleteLogo(trx: Transaction, endorsementId: string): Promise<void> {
  await trx.deleteFrom('logos').where('endorsement_id', '=', endorsementId).execute();
}

/** The hash of the logo that an endorsement has, whatever its state; null when it has none. */
export async function findLogoHash(db: Database, endorsementId: string): Promise<string | null> {
  const row = await db
    .selectFrom('logos')
    .select('hash')
    .where('endorsement_id', '=', endorsementId)
    .executeTakeFirst();
  return row?.hash ?? null;
}

/**
 * Locks the letter of an endorsement, so that only one at a time chooses its coordinator. Taken before
 * any endorsement: whoever chooses writes the row of the former coordinator too.
 */
export async function lockLetterOf(trx: Transaction, endorsementId: string): Promise<void> {
  if (!isUuid(endorsementId)) return;
  await trx
    .selectFrom('letters')
    .select('id')
    .where('id', 'in', (select) =>
      select.selectFrom('endorsements').select('letter_id').where('id', '=', endorsementId),
    )
    .forNoKeyUpdate()
    .execute();
}

/**
 * Makes one endorsement the only coordinator of its letter, or leaves the letter without one; the
 * caller holds the letter's lock.
 */
export async function writeCoordinator(
  trx: Transaction,
  { letterId, id }: { letterId: string; id: string | null },
): Promise<void> {
  await trx
    .updateTable('endorsements')
    .set({ coordinator: false })
    .where('letter_id', '=', letterId)
    .where('coordinator', '=', true)
    .execute();
  if (id) await updateEndorsementRow(trx, id, { coordinator: true });
}

/** Of these endorsements, how many their organisations have withdrawn. */
export async function countWithdrawnEndorsements(
  db: Database,
  ids: readonly string[],
): Promise<number> {
  const { withdrawn } = await db
    .selectFrom('endorsements')
    .select((select) => select.fn.countAll<number>().as('withdrawn'))
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('state', '=', 'withdrawn')
    .executeTakeFirstOrThrow();
  return withdrawn;
}

/** One endorsement, locked until the transaction ends; an id of another shape names nothing. */
export async function lockEndorsement(trx: Transaction, id: string) {
  if (!isUuid(id)) return undefined;
  return trx
    .selectFrom('endorsements')
    .select(endorsementColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** One endorsement to be read. */
export function findEndorsement(db: Database, id: string) {
  return db
    .selectFrom('endorsements')
    .select(endorsementColumns)
    .where('id', '=', id)
    .executeTakeFirst();
}

export type EndorsementRow = NonNullable<Awaited<ReturnType<typeof findEndorsement>>>;

/** Changes one endorsement; the caller holds its lock. */
export async function updateEndorsementRow(
  trx: Transaction,
  id: string,
  change: Updateable<Endorsements>,
): Promise<void> {
  await trx.updateTable('endorsements').set(change).where('id', '=', id).execute();
}

/** For organisers: all endorsements of a letter, oldest first. */
export function listEndorsementRows(db: Database, letterId: string) {
  return db
    .selectFrom('endorsements')
    .select(endorsementColumns)
    .where('letter_id', '=', letterId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The read model *public*: approved only, representative only by consent. */
export function listPublicEndorsementRows(db: Database, letterId: string) {
  return db
    .selectFrom('endorsements')
    .leftJoin('logos', 'logos.endorsement_id', 'endorsements.id')
    .select([
      'endorsements.id',
      'organisation',
      'organisation_en',
      'names',
      'statement',
      'coordinator',
      'country',
      'website',
      'founding_position',
      'public_representative',
      'public_role',
      'logos.hash as logo_hash',
      'logos.width as logo_width',
      'logos.height as logo_height',
    ])
    .where('letter_id', '=', letterId)
    .where('state', '=', 'approved')
    .execute();
}

/** The approved organisations of a letter, founding ones first and in their order. */
export function listFounderRows(db: Database, letterId: string) {
  return db
    .selectFrom('endorsements')
    .select(['id', 'organisation', 'organisation_en', 'coordinator', 'founding_position'])
    .where('letter_id', '=', letterId)
    .where('state', '=', 'approved')
    .orderBy('founding_position', (order) => order.asc().nullsLast())
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** How many organisations stand in each state. */
export function countEndorsements(db: Database, letterId: string) {
  return db
    .selectFrom('endorsements')
    .select((select) => ['state', select.fn.countAll<number>().as('count')])
    .where('letter_id', '=', letterId)
    .groupBy('state')
    .execute();
}

/** The logo with this hash, if its organisation is approved. */
export function findPublicLogo(db: Database, hash: string) {
  return db
    .selectFrom('logos')
    .innerJoin('endorsements', 'endorsements.id', 'logos.endorsement_id')
    .select('logos.png')
    .where('logos.hash', '=', hash)
    .where('endorsements.state', '=', 'approved')
    .limit(1)
    .executeTakeFirst();
}

/** Marks an endorsement as confirmed by mail and waiting, by the database's clock. */
export async function confirmRow(trx: Transaction, id: string): Promise<void> {
  await trx
    .updateTable('endorsements')
    .set({ state: 'waiting', confirmed_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Writes a decision with the time of the database's clock. */
export async function decideRow(
  trx: Transaction,
  id: string,
  decision: Updateable<Endorsements>,
): Promise<void> {
  await trx
    .updateTable('endorsements')
    .set({ ...decision, decided_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}
