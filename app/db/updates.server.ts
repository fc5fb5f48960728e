import { type Insertable, sql, type Updateable } from 'kysely';
import type { Database, Transaction } from './client.server';
import type { Updates } from './schema';

const updateColumns = [
  'id',
  'number',
  'letter_id',
  'kind',
  'state',
  'delivery_id',
  'on_timeline',
  'changed_by',
  'changed_at',
  'tested_hash',
  'tested_by',
  'tested_at',
  'approved_hash',
  'approved_by',
  'approved_at',
  'recipients',
  'published_at',
  'next_batch_at',
  'finished_at',
  'created_at',
] as const;

/** Any number will do, as long as nothing else in this database uses it. */
const sendingLock = 7_204_316;

/** Stores a new update; returns its id. */
export async function insertUpdate(trx: Transaction, row: Insertable<Updates>): Promise<string> {
  const { id } = await trx
    .insertInto('updates')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** One update to be read. */
export function findUpdate(db: Database, id: string) {
  return db.selectFrom('updates').select(updateColumns).where('id', '=', id).executeTakeFirst();
}

export type UpdateRow = NonNullable<Awaited<ReturnType<typeof findUpdate>>>;

/** One update, locked until the transaction ends. */
export function lockUpdate(trx: Transaction, id: string): Promise<UpdateRow | undefined> {
  return trx
    .selectFrom('updates')
    .select(updateColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** The updates of a letter, newest first. */
export function listUpdateRows(
  db: Database,
  letterId: string,
  limit: number,
): Promise<UpdateRow[]> {
  return db
    .selectFrom('updates')
    .select(updateColumns)
    .where('letter_id', '=', letterId)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
}

/** Stores what an update is and where it is to be shown; the caller holds its lock. */
export async function saveUpdateChoices(
  trx: Transaction,
  id: string,
  choices: Required<Pick<Updateable<Updates>, 'kind' | 'delivery_id' | 'on_timeline'>>,
): Promise<void> {
  await trx.updateTable('updates').set(choices).where('id', '=', id).execute();
}

/** Makes an update a draft that was changed just now; what was tested and approved is forgotten. */
export async function markChanged(trx: Transaction, id: string, by: string): Promise<void> {
  await trx
    .updateTable('updates')
    .set({
      state: 'draft',
      changed_by: by,
      changed_at: sql`now()`,
      tested_hash: null,
      tested_by: null,
      tested_at: null,
      approved_hash: null,
      approved_by: null,
      approved_at: null,
      recipients: null,
      next_batch_at: null,
    })
    .where('id', '=', id)
    .execute();
}

/** Marks that the texts are what was tested; by the database's clock. */
export async function markTested(
  trx: Transaction,
  id: string,
  tested: { hash: string; by: string },
): Promise<void> {
  await trx
    .updateTable('updates')
    .set({
      state: 'tested',
      tested_hash: tested.hash,
      tested_by: tested.by,
      tested_at: sql`now()`,
    })
    .where('id', '=', id)
    .execute();
}

/** Marks an update approved for a number of frozen recipients; by the database's clock. */
export async function markApproved(
  trx: Transaction,
  id: string,
  approved: { hash: string; by: string; recipients: number },
): Promise<void> {
  await trx
    .updateTable('updates')
    .set({
      state: 'approved',
      approved_hash: approved.hash,
      approved_by: approved.by,
      recipients: approved.recipients,
      approved_at: sql`now()`,
      next_batch_at: sql`now()`,
    })
    .where('id', '=', id)
    .execute();
}

/** Ends the work by the database's clock. */
export async function finishUpdate(
  trx: Transaction,
  id: string,
  state: 'sent' | 'cancelled',
): Promise<void> {
  await trx
    .updateTable('updates')
    .set({ state, finished_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Whether this transaction is the one of all workers that may write mails of updates now. */
export async function tryLockSending(trx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(${sendingLock}) as locked`.execute(trx);
  return rows[0]?.locked ?? false;
}

/**
 * The oldest update with mails still to be written, locked, and whether its next batch is due by the
 * database's clock; one at a time for the installation, so that the pace holds for all together.
 */
export function lockUpdateToSend(
  trx: Transaction,
): Promise<(UpdateRow & { due: boolean }) | undefined> {
  return trx
    .selectFrom('updates')
    .select(updateColumns)
    .select(sql<boolean>`next_batch_at <= now()`.as('due'))
    .where('state', 'in', ['approved', 'sending'])
    .where((where) =>
      where.or([
        where('state', '=', 'approved'),
        where.exists(
          where
            .selectFrom('update_recipients as r')
            .select('r.id')
            .whereRef('r.update_id', '=', 'updates.id')
            .where('r.state', '=', 'waiting'),
        ),
      ]),
    )
    .orderBy('number')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Marks that mails are leaving, published if it is to stand on the timeline, and that the next
 * batch is due `pause` milliseconds from the database's now.
 */
export async function markSending(trx: Transaction, id: string, pause: number): Promise<void> {
  await trx
    .updateTable('updates')
    .set({
      state: 'sending',
      published_at: sql`case when on_timeline then coalesce(published_at, now()) end`,
      next_batch_at: sql`now() + ${pause} * interval '1 millisecond'`,
    })
    .where('id', '=', id)
    .execute();
}

/** Updates of which no mail is waiting or under way any more; locked, others are passed over. */
export function lockUpdatesAtTheirEnd(trx: Transaction): Promise<UpdateRow[]> {
  return trx
    .selectFrom('updates')
    .select(updateColumns)
    .where('state', '=', 'sending')
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('update_recipients as r')
            .select('r.id')
            .whereRef('r.update_id', '=', 'updates.id')
            .where('r.state', 'in', ['waiting', 'queued']),
        ),
      ),
    )
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Makes approvals of a letter's updates take turns until the transaction ends. */
export async function lockApprovals(trx: Transaction, letterId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`updates:${letterId}`}, 0))`.execute(
    trx,
  );
}

/** Published entries of a letter in one language, oldest first. */
export function listPublishedUpdates(
  db: Database,
  of: { letterId: string; locale: string; states: readonly string[] },
) {
  return db
    .selectFrom('updates as u')
    .innerJoin('update_texts as text', 'text.update_id', 'u.id')
    .leftJoin('deliveries as d', 'd.id', 'u.delivery_id')
    .select([
      'u.id',
      'u.kind',
      'u.published_at',
      'text.subject',
      'text.body',
      'd.accepted_at as delivered_at',
    ])
    .where('u.letter_id', '=', of.letterId)
    .where('text.locale', '=', of.locale)
    .where('u.state', 'in', of.states)
    .where('u.on_timeline', '=', true)
    .where('u.published_at', 'is not', null)
    .orderBy('u.published_at')
    .execute();
}
