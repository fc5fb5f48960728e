import type { Database } from '~/db/client.server';
import { findToken } from '~/db/tokens.server';
import { hashToken } from '~/primitives/keyring.server';

/** The id of the signature that a manage link belongs to, or null for an unknown or expired link. */
export async function findMySignatureId(db: Database, token: string): Promise<string | null> {
  const row = await findToken(db, hashToken(token), ['manage-signature']);
  return row && !row.expired ? row.signature_id : null;
}
