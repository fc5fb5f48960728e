import { isUuid } from '~/primitives/uuid';
import type { Database } from './client.server';

/** For organisers: size and content hash of the logos of a letter's endorsements, in any state. */
export function listLogoRows(db: Database, letterId: string) {
  return db
    .selectFrom('logos')
    .innerJoin('endorsements', 'endorsements.id', 'logos.endorsement_id')
    .select(['logos.endorsement_id', 'logos.hash', 'logos.width', 'logos.height'])
    .where('endorsements.letter_id', '=', letterId)
    .execute();
}

/** The logo of one endorsement of this letter, in any state; never for the public. */
export async function findLogoOf(
  db: Database,
  of: { slug: string; endorsementId: string },
): Promise<Buffer | null> {
  if (!isUuid(of.endorsementId)) return null;
  const row = await db
    .selectFrom('logos')
    .innerJoin('endorsements', 'endorsements.id', 'logos.endorsement_id')
    .innerJoin('letters', 'letters.id', 'endorsements.letter_id')
    .select('logos.png')
    .where('logos.endorsement_id', '=', of.endorsementId)
    .where('letters.slug', '=', of.slug)
    .executeTakeFirst();
  return row?.png ?? null;
}
