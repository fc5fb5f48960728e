import { sql } from 'kysely';
import type { Duration } from '~/primitives/duration';
import type { Database, Transaction } from './client.server';
import { hasHadCodes, isEnrolled } from './factors.server';

/** Stores an organiser, or gives the existing one the role; returns the id. */
export async function upsertOrganiser(
  trx: Transaction,
  row: { id: string; emailIndex: Buffer; sealed: Buffer; role: string },
): Promise<string> {
  const { id } = await trx
    .insertInto('organisers')
    .values({ id: row.id, email_index: row.emailIndex, sealed: row.sealed, role: row.role })
    .onConflict((conflict) => conflict.column('email_index').doUpdateSet({ role: row.role }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Stores somebody who has no role in the installation. */
export async function insertOrganiser(
  trx: Transaction,
  row: { id: string; emailIndex: Buffer; sealed: Buffer },
): Promise<void> {
  await trx
    .insertInto('organisers')
    .values({ id: row.id, email_index: row.emailIndex, sealed: row.sealed, role: null })
    .execute();
}

/** The organiser with this mailbox. */
export function findOrganiserByEmail(db: Database, emailIndex: Buffer) {
  return db
    .selectFrom('organisers')
    .select(['id', 'role', 'sealed'])
    .where('email_index', '=', emailIndex)
    .executeTakeFirst();
}

/** One organiser. */
export function findOrganiser(db: Database, id: string) {
  return db
    .selectFrom('organisers')
    .select(['id', 'role', 'sealed'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The same, locked until the transaction ends: what it signs in with changes one step at a time. */
export function lockOrganiser(trx: Transaction, id: string) {
  return trx
    .selectFrom('organisers')
    .select(['id', 'role', 'sealed', isEnrolled.as('enrolled')])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Whether there is anybody who may do anything. */
export async function hasOrganisers(db: Database): Promise<boolean> {
  return (await db.selectFrom('organisers').select('id').limit(1).execute()).length > 0;
}

function ago(length: Duration) {
  return sql<Date>`now() - ${length} * interval '1 millisecond'`;
}

/** Opens a session; only the hash of its id is stored, and whether a second factor was proven now. */
export async function insertSession(
  trx: Transaction,
  row: {
    idHash: Buffer;
    organiserId: string;
    enteredBy: 'link' | 'passphrase' | 'passkey';
    withFactor: boolean;
  },
): Promise<void> {
  await trx
    .insertInto('sessions')
    .values({
      id_hash: row.idHash,
      organiser_id: row.organiserId,
      entered_by: row.enteredBy,
      factor_at: row.withFactor ? sql`now()` : null,
    })
    .execute();
}

/**
 * Gives a session another id, so that the one before is worth nothing; with `withFactor` it says
 * that a second factor was proven now. How long it lives in all does not change. False when it has
 * ended meanwhile.
 */
export async function renewSession(
  trx: Transaction,
  change: { from: Buffer; to: Buffer; withFactor: boolean },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('sessions')
    .set({
      id_hash: change.to,
      last_seen_at: sql`now()`,
      ...(change.withFactor ? { factor_at: sql<Date>`now()` } : {}),
    })
    .where('id_hash', '=', change.from)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/**
 * The organiser of a live session, by the database's clock: idle no longer than `idle`, begun no
 * longer ago than `absolute`. `factor_recent` says that a second factor was proven within `factor`.
 */
export function findSession(
  db: Database,
  idHash: Buffer,
  limits: { idle: Duration; absolute: Duration; factor: Duration },
) {
  return db
    .selectFrom('sessions')
    .innerJoin('organisers', 'organisers.id', 'sessions.organiser_id')
    .select([
      'organisers.id',
      'organisers.role',
      'organisers.sealed',
      sql<boolean>`sessions.last_seen_at < now() - interval '1 minute'`.as('stale'),
      isEnrolled.as('enrolled'),
      hasHadCodes.as('codes_made'),
      'sessions.factor_at',
      'sessions.entered_by',
      sql<boolean>`coalesce(sessions.factor_at > ${ago(limits.factor)}, false)`.as('factor_recent'),
    ])
    .where('sessions.id_hash', '=', idHash)
    .where('sessions.last_seen_at', '>', ago(limits.idle))
    .where('sessions.created_at', '>', ago(limits.absolute))
    .executeTakeFirst();
}

/** Notes that a session is in use. */
export async function touchSession(db: Database, idHash: Buffer): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ last_seen_at: sql`now()` })
    .where('id_hash', '=', idHash)
    .execute();
}

/** The sessions of an organiser that live as `findSession` says, last used first. */
export function listLiveSessions(
  db: Database,
  organiserId: string,
  limits: { idle: Duration; absolute: Duration },
) {
  return db
    .selectFrom('sessions')
    .select(['id_hash', 'created_at', 'last_seen_at'])
    .where('organiser_id', '=', organiserId)
    .where('last_seen_at', '>', ago(limits.idle))
    .where('created_at', '>', ago(limits.absolute))
    .orderBy('last_seen_at', 'desc')
    .orderBy('id_hash')
    .execute();
}

/** Ends every session of an organiser, or all but one. */
export async function deleteSessionsOf(
  trx: Transaction,
  organiserId: string,
  keep?: { but: Buffer },
): Promise<void> {
  await trx
    .deleteFrom('sessions')
    .where('organiser_id', '=', organiserId)
    .$if(keep !== undefined, (sessions) =>
      sessions.where('id_hash', '!=', keep?.but ?? Buffer.of()),
    )
    .execute();
}

/** Ends a session. */
export async function deleteSession(db: Database, idHash: Buffer): Promise<void> {
  await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
}
