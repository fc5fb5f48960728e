import type { Context } from '~/context.server';
import { deleteAuthenticator, deletePassphrase } from '~/db/factors.server';
import type { Result } from '~/primitives/result';
import { type OwnAccount, type OwnFactorRefusal, withOwnFactors } from './with-own-factors.server';

/**
 * Takes the authenticator app away, and the passphrase that is only half without it. `not-found`
 * when there is none; `last-factor` in production when no passkey is left.
 */
export function removeAuthenticator(
  ctx: Context,
  input: OwnAccount,
): Promise<Result<{ sessionId: string }, OwnFactorRefusal | 'not-found'>> {
  const { organiserId } = input;
  return withOwnFactors<'not-found'>(ctx, input, 'authenticator-removed', async (trx) => {
    if (!(await deleteAuthenticator(trx, organiserId))) return { ok: false, reason: 'not-found' };
    await deletePassphrase(trx, organiserId);
    return { ok: true };
  });
}
