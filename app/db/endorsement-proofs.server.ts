import type { Insertable } from 'kysely';
import type { Database, Transaction } from './client.server';
import type { EndorsementProofs } from './schema';

/** Stores what an approval rests on. */
export async function insertProof(
  trx: Transaction,
  row: Insertable<EndorsementProofs>,
): Promise<void> {
  await trx.insertInto('endorsement_proofs').values(row).execute();
}

/** The proofs of a letter's endorsements, without their files. */
export function listProofRows(db: Database, letterId: string) {
  return db
    .selectFrom('endorsement_proofs')
    .innerJoin('endorsements', 'endorsements.id', 'endorsement_proofs.endorsement_id')
    .select([
      'endorsement_proofs.endorsement_id',
      'endorsement_proofs.sealed',
      'endorsement_proofs.file_type',
      'endorsement_proofs.recorded_at',
    ])
    .where('endorsements.letter_id', '=', letterId)
    .execute();
}

/** The file that was kept with the approval of one endorsement. */
export function findProofFile(db: Database, endorsementId: string) {
  return db
    .selectFrom('endorsement_proofs')
    .innerJoin('endorsements', 'endorsements.id', 'endorsement_proofs.endorsement_id')
    .select([
      'endorsements.letter_id',
      'endorsement_proofs.file_type',
      'endorsement_proofs.file_hash',
      'endorsement_proofs.sealed_file',
    ])
    .where('endorsement_proofs.endorsement_id', '=', endorsementId)
    .executeTakeFirst();
}
