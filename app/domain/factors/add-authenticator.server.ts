import type { Context } from '~/context.server';
import { upsertAuthenticator } from '~/db/factors.server';
import { readDatabaseClock } from '~/db/read-database-clock.server';
import type { Result } from '~/primitives/result';
import { stepOfCode } from './authenticator.server';
import { openOffer } from './offer.server';
import { authenticatorPurpose } from './offer-authenticator.server';
import { sealAuthenticator } from './sealed-factor.server';
import { type OwnAccount, type OwnFactorRefusal, withOwnFactors } from './with-own-factors.server';

/**
 * Takes an authenticator app in place of the one before, once it has shown a right code for the key
 * that was offered; that code is used up. Refused: an offer that is too old, a wrong code.
 */
export async function addAuthenticator(
  ctx: Context,
  input: OwnAccount & { offer: string; code: string },
): Promise<Result<{ sessionId: string }, OwnFactorRefusal | 'outdated' | 'wrong-code'>> {
  const { organiserId } = input;
  const purpose = authenticatorPurpose(organiserId);
  const secret = await openOffer<string>(ctx, purpose, input.offer);
  if (secret === null) return { ok: false, reason: 'outdated' };
  const step = stepOfCode(secret, input.code, await readDatabaseClock(ctx.db));
  if (step === null) return { ok: false, reason: 'wrong-code' };
  const sealed = sealAuthenticator(ctx, organiserId, secret);
  return withOwnFactors(ctx, input, 'authenticator', async (trx) => {
    await upsertAuthenticator(trx, { organiserId, sealed, step });
    return { ok: true };
  });
}
