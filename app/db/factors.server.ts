import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

/** Whether the organiser of the row `organisers` has a second factor that works. */
export const isEnrolled = sql<boolean>`(
  exists (select from passkeys where passkeys.organiser_id = organisers.id)
  or (exists (select from passphrases where passphrases.organiser_id = organisers.id)
    and exists (select from authenticators where authenticators.organiser_id = organisers.id))
)`;

/** Whether the organiser of the row `organisers` has ever been given recovery codes. */
export const hasHadCodes = sql<boolean>`exists (
  select from recovery_codes where recovery_codes.organiser_id = organisers.id
)`;

export type ProtectionRow = {
  passphrase: boolean;
  authenticator: boolean;
  passkeys: number;
  codesLeft: number;
  codesMade: boolean;
  enrolled: boolean;
};

/** What an organiser signs in with; undefined for an unknown one. */
export function findProtection(
  db: Database,
  organiserId: string,
): Promise<ProtectionRow | undefined> {
  return db
    .selectFrom('organisers')
    .select([
      sql<boolean>`exists (select from passphrases where organiser_id = organisers.id)`.as(
        'passphrase',
      ),
      sql<boolean>`exists (select from authenticators where organiser_id = organisers.id)`.as(
        'authenticator',
      ),
      sql<number>`(select count(*) from passkeys where organiser_id = organisers.id)`.as(
        'passkeys',
      ),
      sql<number>`(select count(*) from recovery_codes
        where organiser_id = organisers.id and used_at is null)`.as('codesLeft'),
      hasHadCodes.as('codesMade'),
      isEnrolled.as('enrolled'),
    ])
    .where('organisers.id', '=', organiserId)
    .executeTakeFirst();
}

/** The sealed passphrase of an organiser. */
export function findPassphrase(db: Database, organiserId: string) {
  return db
    .selectFrom('passphrases')
    .select(['sealed', 'changed_at'])
    .where('organiser_id', '=', organiserId)
    .executeTakeFirst();
}

/** Stores a passphrase in place of the one before. */
export async function upsertPassphrase(
  trx: Transaction,
  row: { organiserId: string; sealed: Buffer },
): Promise<void> {
  const { sealed } = row;
  await trx
    .insertInto('passphrases')
    .values({ organiser_id: row.organiserId, sealed })
    .onConflict((conflict) =>
      conflict.column('organiser_id').doUpdateSet({ sealed, changed_at: sql`now()` }),
    )
    .execute();
}

/** Stores the key of an authenticator app in place of the one before, with the step it began at. */
export async function upsertAuthenticator(
  trx: Transaction,
  row: { organiserId: string; sealed: Buffer; step: number },
): Promise<void> {
  const set = { sealed: row.sealed, last_step: row.step };
  await trx
    .insertInto('authenticators')
    .values({ organiser_id: row.organiserId, ...set })
    .onConflict((conflict) =>
      conflict.column('organiser_id').doUpdateSet({ ...set, added_at: sql`now()` }),
    )
    .execute();
}

/** The key of an authenticator app, locked until the transaction ends. */
export function lockAuthenticator(trx: Transaction, organiserId: string) {
  return trx
    .selectFrom('authenticators')
    .select(['sealed', 'last_step'])
    .where('organiser_id', '=', organiserId)
    .forUpdate()
    .executeTakeFirst();
}

/** Remembers the newest time step whose code was used; no code up to it works again. */
export async function spendStep(
  trx: Transaction,
  organiserId: string,
  step: number,
): Promise<void> {
  await trx
    .updateTable('authenticators')
    .set({ last_step: step })
    .where('organiser_id', '=', organiserId)
    .execute();
}

/** Takes the authenticator app away; whether there was one. */
export async function deleteAuthenticator(trx: Transaction, organiserId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('authenticators')
    .where('organiser_id', '=', organiserId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Takes the passphrase away. */
export async function deletePassphrase(trx: Transaction, organiserId: string): Promise<void> {
  await trx.deleteFrom('passphrases').where('organiser_id', '=', organiserId).execute();
}

/** Stores recovery codes in place of all earlier ones. */
export async function replaceRecoveryCodes(
  trx: Transaction,
  organiserId: string,
  indexes: readonly Buffer[],
): Promise<void> {
  await trx.deleteFrom('recovery_codes').where('organiser_id', '=', organiserId).execute();
  if (indexes.length === 0) return;
  await trx
    .insertInto('recovery_codes')
    .values(indexes.map((code_index) => ({ organiser_id: organiserId, code_index })))
    .execute();
}

/** Marks a recovery code used now; false when it is none of this organiser's unused ones. */
export async function spendRecoveryCode(
  trx: Transaction,
  organiserId: string,
  codeIndex: Buffer,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('recovery_codes')
    .set({ used_at: sql`now()` })
    .where('organiser_id', '=', organiserId)
    .where('code_index', '=', codeIndex)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
