import type { Context } from '~/context.server';
import { replaceRecoveryCodes } from '~/db/factors.server';
import { insertUsedProof } from '~/db/used-proofs.server';
import { hashToken } from '~/primitives/keyring.server';
import type { Result } from '~/primitives/result';
import { offerValidFor, openOffer } from './offer.server';
import { recoveryCodesPurpose } from './offer-recovery-codes.server';
import { recoveryCodeIndex } from './recovery-code.server';
import { type OwnAccount, type OwnFactorRefusal, withOwnFactors } from './with-own-factors.server';

/**
 * Makes the codes that were offered the organiser's recovery codes, in place of all earlier ones;
 * only keyed hashes are stored. `outdated` for an offer that is too old, or was taken before:
 * codes that were used would work again.
 */
export async function keepRecoveryCodes(
  ctx: Context,
  input: OwnAccount & { offer: string },
): Promise<Result<{ sessionId: string }, OwnFactorRefusal | 'outdated'>> {
  const { organiserId } = input;
  const codes = await openOffer<string[]>(ctx, recoveryCodesPurpose(organiserId), input.offer);
  if (!codes) return { ok: false, reason: 'outdated' };
  return withOwnFactors<'outdated'>(ctx, input, 'recovery-codes', async (trx) => {
    const set = hashToken(`recovery-codes:${codes.join()}`);
    if (!(await insertUsedProof(trx, set, 2 * offerValidFor))) {
      return { ok: false, reason: 'outdated' };
    }
    const indexes = codes.map((code) => recoveryCodeIndex(ctx, organiserId, code));
    await replaceRecoveryCodes(trx, organiserId, indexes);
    return { ok: true };
  });
}
