import { sql } from 'kysely';
import type { Database } from './client.server';
import { presentMeaning } from './present-meaning.server';

export type SignatureFilter = {
  /** Only whom the views show to this audience. */
  audience?: 'public' | 'addressee';
  states?: readonly string[];
  visibilities?: readonly string[];
  /** Only whoever stands under the present text. */
  presentText?: boolean;
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
  if (filter.presentText) {
    query = query.where('signatures.meaning', '=', presentMeaning(letterId));
  }
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
