import { sql } from 'kysely';
import type { Database, Transaction } from './client.server';

/** The letter of an address, and the role that somebody has on it; null for none. */
export async function findLetterRole(
  db: Database,
  key: { organiserId: string; slug: string },
): Promise<string | null> {
  const row = await db
    .selectFrom('letter_roles')
    .innerJoin('letters', 'letters.id', 'letter_roles.letter_id')
    .select('letter_roles.role')
    .where('letters.slug', '=', key.slug)
    .where('letter_roles.organiser_id', '=', key.organiserId)
    .executeTakeFirst();
  return row?.role ?? null;
}

/** The roles that people have on a letter, by organiser. */
export async function listLetterRoles(
  db: Database,
  letterId: string,
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('letter_roles')
    .select(['organiser_id', 'role'])
    .where('letter_id', '=', letterId)
    .execute();
  return new Map(rows.map((row) => [row.organiser_id, row.role]));
}

/** The letters on which somebody has a role. */
export async function listLettersOf(db: Database, organiserId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('letter_roles')
    .select('letter_id')
    .where('organiser_id', '=', organiserId)
    .execute();
  return new Set(rows.map((row) => row.letter_id));
}

/** Everybody with a role on the letter or in the whole installation, in the order they came. */
export function listTeamRows(db: Database, letterId: string) {
  return db
    .selectFrom('organisers')
    .leftJoin('letter_roles', (join) =>
      join
        .onRef('letter_roles.organiser_id', '=', 'organisers.id')
        .on('letter_roles.letter_id', '=', letterId),
    )
    .select([
      'organisers.id',
      'organisers.sealed',
      'organisers.role as everywhere',
      'letter_roles.role as here',
    ])
    .where((where) =>
      where.or([
        where('organisers.role', 'is not', null),
        where('letter_roles.role', 'is not', null),
      ]),
    )
    .orderBy('organisers.created_at')
    .orderBy('organisers.id')
    .execute();
}

/** Gives somebody a role on a letter, in place of the one before. */
export async function upsertLetterRole(
  trx: Transaction,
  row: { letterId: string; organiserId: string; role: string },
): Promise<void> {
  const { letterId, organiserId, role } = row;
  await trx
    .insertInto('letter_roles')
    .values({ letter_id: letterId, organiser_id: organiserId, role })
    .onConflict((conflict) => conflict.columns(['letter_id', 'organiser_id']).doUpdateSet({ role }))
    .execute();
}

/** Until the transaction ends nobody else changes the team of this letter. */
export async function lockTeam(trx: Transaction, letterId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`team:${letterId}`}, 0))`.execute(trx);
}

/** How many own a letter: by a role on it, or in the whole installation. */
export async function countOwners(trx: Transaction, letterId: string): Promise<number> {
  const { owners } = await trx
    .selectFrom('organisers')
    .leftJoin('letter_roles', (join) =>
      join
        .onRef('letter_roles.organiser_id', '=', 'organisers.id')
        .on('letter_roles.letter_id', '=', letterId),
    )
    .select((select) => select.fn.countAll<number>().as('owners'))
    .where((where) =>
      where.or([where('organisers.role', '=', 'owner'), where('letter_roles.role', '=', 'owner')]),
    )
    .executeTakeFirstOrThrow();
  return owners;
}

/** Takes somebody's role on a letter away; whether they had one. */
export async function deleteLetterRole(
  trx: Transaction,
  key: { letterId: string; organiserId: string },
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('letter_roles')
    .where('letter_id', '=', key.letterId)
    .where('organiser_id', '=', key.organiserId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
