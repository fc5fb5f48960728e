import { sql } from 'kysely';
import type { Database } from './client.server';

/** What PostgreSQL can decide by itself; sealed words are looked at by the caller. */
export type CandidateFilter = {
  states: readonly string[];
  flag?: string;
  signedFrom?: string;
  signedUntil?: string;
  networkHash?: Buffer;
  locale?: string;
  country?: string;
  nameContains?: string;
  numbers?: readonly number[];
};

/** Signatures of a letter that the filter finds, by number from above `after` on. */
export function listCandidates(
  db: Database,
  letterId: string,
  filter: CandidateFilter,
  page: { after: number; limit: number },
) {
  let query = db
    .selectFrom('signatures as s')
    .select(['s.id', 's.number', 's.state', 's.sealed'])
    .where('s.letter_id', '=', letterId)
    .where('s.state', 'in', filter.states)
    .where('s.number', '>', page.after);
  const { flag, signedFrom, signedUntil, networkHash, locale, country, numbers } = filter;
  if (flag) query = query.where(sql<boolean>`${flag} = any(s.flags)`);
  if (signedFrom) query = query.where('s.signed_at', '>=', new Date(signedFrom));
  if (signedUntil) query = query.where('s.signed_at', '<', new Date(signedUntil));
  if (locale) query = query.where('s.locale', '=', locale);
  if (country) query = query.where('s.country', '=', country);
  if (numbers) query = query.where('s.number', 'in', numbers);
  if (filter.nameContains) {
    const pattern = `%${filter.nameContains.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    query = query.where((name) =>
      name.or([
        name('s.public_name', 'ilike', pattern),
        name('s.public_latin_name', 'ilike', pattern),
      ]),
    );
  }
  if (networkHash) {
    query = query.where('s.id', 'in', (origins) =>
      origins
        .selectFrom('signature_origins')
        .select('signature_id')
        .where('letter_id', '=', letterId)
        .where('network_hash', '=', networkHash),
    );
  }
  return query.orderBy('s.number').limit(page.limit).execute();
}

/** The keyed hash of the network a signature came from; null once it is purged or was never known. */
export async function findNetworkHash(
  db: Database,
  letterId: string,
  number: number,
): Promise<Buffer | null> {
  const row = await db
    .selectFrom('signature_origins as origin')
    .innerJoin('signatures as s', 's.id', 'origin.signature_id')
    .select('origin.network_hash')
    .where('s.letter_id', '=', letterId)
    .where('s.number', '=', number)
    .executeTakeFirst();
  return row?.network_hash ?? null;
}
