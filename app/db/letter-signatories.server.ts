import type { Database } from './client.server';

/**
 * The read model *in the letter* is the view `letter_signatories`: every confirmed signature of the
 * present text whose owner let the addressee see the name, as ciphertext; of counted-only people,
 * and of those who agreed to an earlier text only, there is nothing.
 */
export function listLetterSignatoryRows(db: Database, letterId: string) {
  return db
    .selectFrom('letter_signatories')
    .select(['id', 'number', 'country', 'sealed', 'locale'])
    .where('letter_id', '=', letterId)
    .$narrowType<{ id: string; number: number; sealed: Buffer; locale: string }>()
    .orderBy('number')
    .execute();
}
