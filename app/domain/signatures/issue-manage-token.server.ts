import type { Transaction } from '~/db/client.server';
import { insertToken } from '~/db/tokens.server';
import { days } from '~/primitives/duration';
import { hashToken, newToken } from '~/primitives/keyring.server';

/** Longer than any campaign, so that the link in the oldest mail still works. */
const validFor = days(1095);

/** A new link by which the owner manages the signature; every mail carries its own. */
export async function issueManageToken(trx: Transaction, signatureId: string): Promise<string> {
  const token = newToken();
  await insertToken(trx, {
    hash: hashToken(token),
    purpose: 'manage-signature',
    owner: { signatureId },
    validFor,
  });
  return token;
}
