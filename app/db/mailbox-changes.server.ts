import { type Insertable, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';
import type { MailboxChanges } from './schema';

export type MailboxOutcome = 'applied' | 'stopped' | 'declined' | 'replaced';

const changeColumns = [
  'mailbox_changes.id',
  'mailbox_changes.endorsement_id',
  'mailbox_changes.stop_hash',
  'mailbox_changes.sealed',
  'mailbox_changes.email_index',
  'mailbox_changes.asked_at',
  'mailbox_changes.expires_at',
  'mailbox_changes.confirmed_at',
  'mailbox_changes.outcome',
  // The database's clock decides, so that a machine with a wrong one accepts nothing late.
  sql<boolean>`mailbox_changes.confirmed_at is null and mailbox_changes.expires_at <= now()`.as(
    'expired',
  ),
] as const;

/**
 * Stores an open change whose links work for `validFor` milliseconds from the database's now. There
 * must be no other open one of the endorsement. The caller has chosen the id, because what is
 * sealed is bound to it.
 */
export async function insertMailboxChange(
  trx: Transaction,
  row: Omit<Insertable<MailboxChanges>, 'expires_at'>,
  validFor: Duration,
): Promise<void> {
  await trx
    .insertInto('mailbox_changes')
    .values({ ...row, expires_at: sql<Date>`now() + ${validFor} * interval '1 millisecond'` })
    .execute();
}

/** Lets the owner of the old mailbox stop an open change. */
export async function addStopLink(trx: Transaction, id: string, stopHash: Buffer): Promise<void> {
  await trx
    .updateTable('mailbox_changes')
    .set({ stop_hash: stopHash })
    .where('id', '=', id)
    .execute();
}

/** The change that a link belongs to, and whether it is the link that confirms or the one that stops. */
export async function findMailboxLink(db: Database, hash: Buffer) {
  const row = await db
    .selectFrom('mailbox_changes')
    .select([...changeColumns, sql<boolean>`confirm_hash = ${hash}`.as('confirms')])
    .where(({ or, eb }) => or([eb('confirm_hash', '=', hash), eb('stop_hash', '=', hash)]))
    .executeTakeFirst();
  if (!row) return undefined;
  const { confirms, ...change } = row;
  return { change, purpose: confirms ? ('confirm' as const) : ('stop' as const) };
}

/** The open change of an endorsement, also one whose time to confirm is over. */
export function findOpenMailboxChange(db: Database, endorsementId: string) {
  return db
    .selectFrom('mailbox_changes')
    .select(changeColumns)
    .where('endorsement_id', '=', endorsementId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

export type MailboxChangeRow = NonNullable<Awaited<ReturnType<typeof findOpenMailboxChange>>>;

/** How many changes of an endorsement were asked for in the last `within` milliseconds. */
export async function countAskedMailboxes(
  trx: Transaction,
  endorsementId: string,
  within: Duration,
): Promise<number> {
  const { asked } = await trx
    .selectFrom('mailbox_changes')
    .select((select) => select.fn.countAll<number>().as('asked'))
    .where('endorsement_id', '=', endorsementId)
    .where('asked_at', '>', sql<Date>`now() - ${within} * interval '1 millisecond'`)
    .executeTakeFirstOrThrow();
  return asked;
}

/** Marks a change as confirmed from the new mailbox; it waits for an organiser. */
export async function confirmMailboxRow(trx: Transaction, id: string): Promise<void> {
  await trx
    .updateTable('mailbox_changes')
    .set({ confirmed_at: sql`coalesce(confirmed_at, now())` })
    .where('id', '=', id)
    .execute();
}

/** Ends the open change of an endorsement and forgets its address; says whether there was one. */
export async function endMailboxChange(
  trx: Transaction,
  endorsementId: string,
  outcome: MailboxOutcome,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('mailbox_changes')
    .set({ ended_at: sql`now()`, outcome, sealed: null, email_index: null })
    .where('endorsement_id', '=', endorsementId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Whether another endorsement of the letter that stands speaks from this mailbox. */
export async function isMailboxTaken(
  trx: Transaction,
  of: { letterId: string; emailIndex: Buffer; except: string },
): Promise<boolean> {
  const found = await trx
    .selectFrom('endorsements')
    .select('id')
    .where('letter_id', '=', of.letterId)
    .where('email_index', '=', of.emailIndex)
    .where('id', '!=', of.except)
    .where('state', 'in', ['waiting', 'approved'])
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Puts another mailbox in the place of the one that speaks, by the database's clock. */
export async function writeMailbox(
  trx: Transaction,
  endorsementId: string,
  mailbox: { sealed: Buffer; emailIndex: Buffer },
): Promise<void> {
  await trx
    .updateTable('endorsements')
    .set({
      sealed: mailbox.sealed,
      email_index: mailbox.emailIndex,
      mailbox_since: sql`now()`,
    })
    .where('id', '=', endorsementId)
    .execute();
}

/** Ends every link that the former mailbox was sent about an endorsement. */
export async function endEndorsementLinks(trx: Transaction, endorsementId: string): Promise<void> {
  await trx
    .updateTable('tokens')
    .set({ expires_at: sql`least(expires_at, now())` })
    .where('endorsement_id', '=', endorsementId)
    .where('purpose', 'in', ['manage-endorsement', 'confirm-endorsement', 'news-list'])
    .execute();
}

/** For organisers: confirmed changes of a letter's standing endorsements that wait, oldest first. */
export function listWaitingMailboxes(db: Database, letterId: string) {
  return db
    .selectFrom('mailbox_changes')
    .innerJoin('endorsements', 'endorsements.id', 'mailbox_changes.endorsement_id')
    .select([
      ...changeColumns,
      'endorsements.organisation',
      'endorsements.state',
      'endorsements.website',
      'endorsements.sealed as representative_sealed',
    ])
    .where('endorsements.letter_id', '=', letterId)
    .where('endorsements.state', 'in', ['waiting', 'approved'])
    .where('mailbox_changes.ended_at', 'is', null)
    .where('mailbox_changes.confirmed_at', 'is not', null)
    .orderBy('mailbox_changes.confirmed_at')
    .orderBy('mailbox_changes.id')
    .execute();
}

/** How many of them wait. */
export async function countWaitingMailboxes(db: Database, letterId: string): Promise<number> {
  const { waiting } = await db
    .selectFrom('mailbox_changes')
    .innerJoin('endorsements', 'endorsements.id', 'mailbox_changes.endorsement_id')
    .select((select) => select.fn.countAll<number>().as('waiting'))
    .where('endorsements.letter_id', '=', letterId)
    .where('endorsements.state', 'in', ['waiting', 'approved'])
    .where('mailbox_changes.ended_at', 'is', null)
    .where('mailbox_changes.confirmed_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return waiting;
}

/** Deletes the changes of endorsements whose contact data end, with the addresses in them. */
export async function deleteMailboxChanges(
  trx: Transaction,
  endorsementIds: string[],
): Promise<void> {
  await trx.deleteFrom('mailbox_changes').where('endorsement_id', 'in', endorsementIds).execute();
}
