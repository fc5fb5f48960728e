import { type Insertable, sql } from 'kysely';
import { isUuid } from '~/primitives/uuid';
import type { Database, Transaction } from './client.server';
import type { EndorsementChanges } from './schema';

const changeColumns = [
  'endorsement_changes.endorsement_id',
  'endorsement_changes.organisation',
  'endorsement_changes.organisation_en',
  'endorsement_changes.names',
  'endorsement_changes.statement',
  'endorsement_changes.logo',
  'endorsement_changes.logo_hash',
  'endorsement_changes.logo_width',
  'endorsement_changes.logo_height',
  'endorsement_changes.asked_at',
] as const;

/** Stores what an organisation asks for, in place of what it asked before. */
export async function putChanges(
  trx: Transaction,
  row: Insertable<EndorsementChanges>,
): Promise<void> {
  const { endorsement_id: _, ...asked } = row;
  await trx
    .insertInto('endorsement_changes')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('endorsement_id').doUpdateSet({ ...asked, asked_at: sql`now()` }),
    )
    .execute();
}

/** The same with other words and the logo that was asked for before. */
export async function putChangedWords(
  trx: Transaction,
  endorsementId: string,
  words: Pick<
    Insertable<EndorsementChanges>,
    'organisation' | 'organisation_en' | 'names' | 'statement'
  >,
): Promise<void> {
  await trx
    .updateTable('endorsement_changes')
    .set({ ...words, asked_at: sql`now()` })
    .where('endorsement_id', '=', endorsementId)
    .execute();
}

/** What an organisation asks for, without the picture. */
export function findChanges(db: Database, endorsementId: string) {
  return db
    .selectFrom('endorsement_changes')
    .select(changeColumns)
    .where('endorsement_id', '=', endorsementId)
    .executeTakeFirst();
}

export type ChangesRow = NonNullable<Awaited<ReturnType<typeof findChanges>>>;

/** For organisers: what approved organisations of a letter ask for, oldest first. */
export function listChangesRows(db: Database, letterId: string) {
  return db
    .selectFrom('endorsement_changes')
    .innerJoin('endorsements', 'endorsements.id', 'endorsement_changes.endorsement_id')
    .select(changeColumns)
    .where('endorsements.letter_id', '=', letterId)
    .where('endorsements.state', '=', 'approved')
    .orderBy('endorsement_changes.asked_at')
    .orderBy('endorsement_changes.endorsement_id')
    .execute();
}

/** How many of a letter's organisations wait for an answer to what they ask. */
export async function countChanges(db: Database, letterId: string): Promise<number> {
  const { waiting } = await db
    .selectFrom('endorsement_changes')
    .innerJoin('endorsements', 'endorsements.id', 'endorsement_changes.endorsement_id')
    .select((select) => select.fn.countAll<number>().as('waiting'))
    .where('endorsements.letter_id', '=', letterId)
    .where('endorsements.state', '=', 'approved')
    .executeTakeFirstOrThrow();
  return waiting;
}

/** The picture that an organisation of this letter asks for; never for the public. */
export async function findAskedLogo(
  db: Database,
  asked: { slug: string; endorsementId: string },
): Promise<Buffer | null> {
  if (!isUuid(asked.endorsementId)) return null;
  const row = await db
    .selectFrom('endorsement_changes')
    .innerJoin('endorsements', 'endorsements.id', 'endorsement_changes.endorsement_id')
    .innerJoin('letters', 'letters.id', 'endorsements.letter_id')
    .select('endorsement_changes.logo_png')
    .where('endorsement_changes.endorsement_id', '=', asked.endorsementId)
    .where('letters.slug', '=', asked.slug)
    .executeTakeFirst();
  return row?.logo_png ?? null;
}

/** Puts the picture that was asked for in the place of the endorsement's own. */
export async function moveAskedLogo(trx: Transaction, endorsementId: string): Promise<void> {
  await sql`
    insert into logos (endorsement_id, hash, png, width, height)
    select endorsement_id, logo_hash, logo_png, logo_width, logo_height
    from endorsement_changes where endorsement_id = ${endorsementId} and logo = 'replace'
    on conflict (endorsement_id) do update set hash = excluded.hash, png = excluded.png,
      width = excluded.width, height = excluded.height`.execute(trx);
}

/** Forgets what was asked for; says whether there was anything. */
export async function deleteChanges(trx: Transaction, endorsementId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('endorsement_changes')
    .where('endorsement_id', '=', endorsementId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
