import { sql } from 'kysely';
import type { Database } from './client.server';

/** How many signatures stand in each state and visibility, and how many countries confirmed ones name. */
export async function countSignatureGroups(db: Database, letterId: string) {
  const groups = await db
    .selectFrom('signatures')
    .select((select) => ['state', 'visibility', select.fn.countAll<number>().as('count')])
    .where('letter_id', '=', letterId)
    .groupBy(['state', 'visibility'])
    .execute();
  const { countries } = await db
    .selectFrom('signatures')
    .select(sql<number>`count(distinct country)`.as('countries'))
    .where('letter_id', '=', letterId)
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow();
  return { groups, countries };
}

export type SignatureFilter = {
  /** Only whom the views show to this audience. */
  audience?: 'public' | 'addressee';
  states?: readonly string[];
  visibilities?: readonly string[];
  country?: string;
  flag?: string;
};

function filtered(db: Database, letterId: string, filter: SignatureFilter) {
  let query = db.selectFrom('signatures').where('signatures.letter_id', '=', letterId);
  if (filter.audience) {
    const view = filter.audience === 'public' ? 'public_signatories' : 'letter_signatories';
    query = query.where(
      sql<boolean>`exists (select from ${sql.table(view)} shown where shown.id = signatures.id)`,
    );
  }
  if (filter.states) query = query.where('state', 'in', filter.states);
  if (filter.visibilities) query = query.where('visibility', 'in', filter.visibilities);
  if (filter.country) query = query.where('country', '=', filter.country);
  if (filter.flag) query = query.where(sql<boolean>`${filter.flag} = any(flags)`);
  return query;
}

const organiserColumns = [
  'signatures.id',
  'signatures.number',
  'signatures.state',
  'signatures.visibility',
  'signatures.locale',
  'signatures.country',
  'signatures.source',
  'signatures.sealed',
  'signatures.signed_at',
  'signatures.confirmed_at',
  'signatures.withdrawn_at',
  'signatures.flags',
] as const;

/** How many rows the filter finds. */
export async function countSignatures(
  db: Database,
  letterId: string,
  filter: SignatureFilter,
): Promise<number> {
  const { count } = await filtered(db, letterId, filter)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The same rows for an export, oldest first, above the number `after`, with the version signed. */
export function listExportRows(
  db: Database,
  letterId: string,
  filter: SignatureFilter,
  page: { after: number; limit: number },
) {
  return filtered(db, letterId, filter)
    .innerJoin('letter_versions as version', 'version.id', 'signatures.letter_version_id')
    .select(organiserColumns)
    .select(['version.number as version_number'])
    .where('signatures.number', '>', page.after)
    .orderBy('signatures.number')
    .limit(page.limit)
    .execute();
}
