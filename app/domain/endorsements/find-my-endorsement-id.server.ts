import type { Database } from '~/db/client.server';
import { findToken } from '~/db/tokens.server';
import { hashToken } from '~/primitives/keyring.server';

/** The id of the endorsement that a manage link belongs to, or null. */
export async function findMyEndorsementId(db: Database, token: string): Promise<string | null> {
  const row = await findToken(db, hashToken(token), ['manage-endorsement']);
  return row && !row.expired ? row.endorsement_id : null;
}
