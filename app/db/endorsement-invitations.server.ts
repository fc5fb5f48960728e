import { type Insertable, sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';
import type { EndorsementInvitations } from './schema';

const invitationColumns = [
  'endorsement_invitations.id',
  'endorsement_invitations.letter_id',
  'endorsement_invitations.organisation',
  'endorsement_invitations.organisation_en',
  'endorsement_invitations.country',
  'endorsement_invitations.website',
  'endorsement_invitations.locale',
  'endorsement_invitations.founding_position',
  'endorsement_invitations.sealed',
  'endorsement_invitations.invited_by',
  'endorsement_invitations.created_at',
  'endorsement_invitations.expires_at',
  'endorsement_invitations.accepted_at',
  'endorsement_invitations.withdrawn_at',
  'endorsement_invitations.endorsement_id',
  // The database's clock decides, so that a machine with a wrong one accepts nothing late.
  sql<boolean>`endorsement_invitations.expires_at <= now()`.as('expired'),
] as const;

/**
 * Stores an invitation that works for `validFor` milliseconds from the database's now, but not
 * longer than until `closesAt`; returns that moment. The caller has chosen the id, because what is
 * sealed is bound to it.
 */
export async function insertInvitation(
  trx: Transaction,
  row: Omit<Insertable<EndorsementInvitations>, 'expires_at'>,
  end: { validFor: Duration; closesAt: string | null },
): Promise<Date> {
  const { expires_at } = await trx
    .insertInto('endorsement_invitations')
    .values({
      ...row,
      expires_at: sql<Date>`least(now() + ${end.validFor} * interval '1 millisecond',
        ${end.closesAt}::timestamptz)`,
    })
    .returning('expires_at')
    .executeTakeFirstOrThrow();
  return expires_at;
}

/** Whether the mailbox holds an invitation to this letter that it could still use. */
export async function hasLiveInvitation(
  trx: Transaction,
  mailbox: { letterId: string; emailIndex: Buffer },
): Promise<boolean> {
  const found = await trx
    .selectFrom('endorsement_invitations')
    .select('id')
    .where('letter_id', '=', mailbox.letterId)
    .where('email_index', '=', mailbox.emailIndex)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** The invitation whose link has this hash. */
export function findInvitation(db: Database, tokenHash: Buffer) {
  return db
    .selectFrom('endorsement_invitations')
    .select(invitationColumns)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

export type InvitationRow = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

/** The same, locked until the transaction ends: two who use one link take turns. */
export function lockInvitation(trx: Transaction, tokenHash: Buffer) {
  return trx
    .selectFrom('endorsement_invitations')
    .select(invitationColumns)
    .where('token_hash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst();
}

/** One invitation to a letter by its id, locked; undefined for one to another letter. */
export function lockInvitationOfLetter(
  trx: Transaction,
  invitation: { id: string; letterId: string },
) {
  return trx
    .selectFrom('endorsement_invitations')
    .select(invitationColumns)
    .where('id', '=', invitation.id)
    .where('letter_id', '=', invitation.letterId)
    .forUpdate()
    .executeTakeFirst();
}

/** Every invitation to a letter, newest first, with the state of the endorsement it gave. */
export function listInvitationRows(db: Database, letterId: string) {
  return db
    .selectFrom('endorsement_invitations')
    .leftJoin('endorsements', 'endorsements.id', 'endorsement_invitations.endorsement_id')
    .select([...invitationColumns, 'endorsements.state as endorsement_state'])
    .where('endorsement_invitations.letter_id', '=', letterId)
    .orderBy('endorsement_invitations.created_at', 'desc')
    .orderBy('endorsement_invitations.id')
    .execute();
}

/** Marks the invitation as used for this endorsement; the caller holds its lock. */
export async function acceptInvitation(
  trx: Transaction,
  accepted: { id: string; endorsementId: string },
): Promise<void> {
  await trx
    .updateTable('endorsement_invitations')
    .set({ accepted_at: sql`now()`, endorsement_id: accepted.endorsementId })
    .where('id', '=', accepted.id)
    .execute();
}

/** Marks the invitation as withdrawn now; the caller holds its lock. */
export async function withdrawInvitationRow(trx: Transaction, id: string): Promise<void> {
  await trx
    .updateTable('endorsement_invitations')
    .set({ withdrawn_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** What an endorsement has in common with the invitation it came through. */
const comparison = [
  'endorsement_invitations.id',
  'endorsement_invitations.endorsement_id',
  'endorsement_invitations.invited_by',
  'endorsement_invitations.founding_position',
  sql<boolean>`endorsement_invitations.withdrawn_at is not null`.as('withdrawn'),
  sql<boolean>`endorsement_invitations.email_index = endorsements.email_index`.as('sameMailbox'),
  sql<boolean>`endorsement_invitations.organisation = endorsements.organisation
    and endorsement_invitations.organisation_en = endorsements.organisation_en`.as('sameName'),
] as const;

function compareWithEndorsements(db: Database) {
  return db
    .selectFrom('endorsement_invitations')
    .innerJoin('endorsements', 'endorsements.id', 'endorsement_invitations.endorsement_id')
    .select(comparison);
}

/** The invitation that an endorsement came through, compared with it. */
export function findInvitationOf(db: Database, endorsementId: string) {
  return compareWithEndorsements(db)
    .where('endorsements.id', '=', endorsementId)
    .executeTakeFirst();
}

/** The same; nobody withdraws the invitation before the transaction ends. */
export function lockInvitationOf(trx: Transaction, endorsementId: string) {
  return compareWithEndorsements(trx)
    .where('endorsements.id', '=', endorsementId)
    .forUpdate('endorsement_invitations')
    .executeTakeFirst();
}

/** The same for all endorsements of a letter. */
export function listComparedInvitations(db: Database, letterId: string) {
  return compareWithEndorsements(db).where('endorsements.letter_id', '=', letterId).execute();
}

/** The invitations that these endorsements came through. */
export function listInvitationsOf(trx: Transaction, endorsementIds: string[]) {
  return trx
    .selectFrom('endorsement_invitations')
    .select('id')
    .where('endorsement_id', 'in', endorsementIds)
    .execute();
}

/** Replaces mailbox and sealed content of one invitation. */
export async function writeErasedInvitation(
  trx: Transaction,
  erased: { id: string; sealed: Buffer; emailIndex: Buffer },
): Promise<void> {
  await trx
    .updateTable('endorsement_invitations')
    .set({ sealed: erased.sealed, email_index: erased.emailIndex })
    .where('id', '=', erased.id)
    .execute();
}
