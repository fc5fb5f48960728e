import type { Transaction } from '~/db/client.server';
import { insertToken } from '~/db/tokens.server';
import { days } from '~/primitives/duration';
import { hashToken, newToken } from '~/primitives/keyring.server';

/** Longer than any campaign, so that the link in the oldest mail still works. */
const validFor = days(1095);

/** A new link by which the organisation sees its state and withdraws. */
export async function issueManageToken(trx: Transaction, endorsementId: string): Promise<string> {
  const token = newToken();
  await insertToken(trx, {
    hash: hashToken(token),
    purpose: 'manage-endorsement',
    owner: { endorsementId },
    validFor,
  });
  return token;
}
