import type { Transaction } from '~/db/client.server';
import { insertToken, type NewToken } from '~/db/tokens.server';
import { days } from '~/primitives/duration';
import { hashToken, newToken } from '~/primitives/keyring.server';

/** Longer than any campaign, so that the link in the oldest mail still works. */
const validFor = days(1095);

/** A new link by which the owner manages the signature, and what must be stored for it to work. */
export function newManageToken(signatureId: string): { token: string; stored: NewToken } {
  const token = newToken();
  const owner = { signatureId };
  return {
    token,
    stored: { hash: hashToken(token), purpose: 'manage-signature', owner, validFor },
  };
}

/** A new link by which the owner manages the signature; every mail carries its own. */
export async function issueManageToken(trx: Transaction, signatureId: string): Promise<string> {
  const { token, stored } = newManageToken(signatureId);
  await insertToken(trx, stored);
  return token;
}
