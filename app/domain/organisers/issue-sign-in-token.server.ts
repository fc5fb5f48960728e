import type { Transaction } from '~/db/client.server';
import { insertToken } from '~/db/tokens.server';
import { minutes } from '~/primitives/duration';
import { hashToken, newToken } from '~/primitives/keyring.server';

export const signInValidMinutes = 30;

/** A one-time sign-in token for an organiser, valid 30 minutes. */
export async function issueSignInToken(trx: Transaction, organiserId: string): Promise<string> {
  const token = newToken();
  await insertToken(trx, {
    hash: hashToken(token),
    purpose: 'sign-in',
    owner: { organiserId },
    validFor: minutes(signInValidMinutes),
  });
  return token;
}
