import { sql } from 'kysely';
import type { Database } from './client.server';

/** How many signatures of a letter the view of this audience shows. */
export async function countShown(
  db: Database,
  letterId: string,
  audience: 'public' | 'addressee',
): Promise<number> {
  const view = audience === 'public' ? 'public_signatories' : 'letter_signatories';
  const { count } = await db
    .selectFrom('signatures')
    .where('signatures.letter_id', '=', letterId)
    .where(
      sql<boolean>`exists (select from ${sql.table(view)} shown where shown.id = signatures.id)`,
    )
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
