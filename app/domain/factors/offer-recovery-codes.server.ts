import type { Context } from '~/context.server';
import { recoveryCodeCount } from './factor';
import { makeOffer, openOffer } from './offer.server';
import { newRecoveryCode } from './recovery-code.server';

export function recoveryCodesPurpose(organiserId: string): string {
  return `recovery-codes:${organiserId}`;
}

/**
 * Ten recovery codes, shown before they are stored: they work once the organiser says that they are
 * kept. Those of an earlier offer while that holds, so that what was written down stays right.
 */
export async function offerRecoveryCodes(
  ctx: Context,
  input: { organiserId: string; earlier?: string },
): Promise<{ offer: string; codes: string[] }> {
  const purpose = recoveryCodesPurpose(input.organiserId);
  const kept = input.earlier ? await openOffer<string[]>(ctx, purpose, input.earlier) : null;
  const codes = kept ?? Array.from({ length: recoveryCodeCount }, newRecoveryCode);
  return { offer: await makeOffer(ctx, purpose, codes), codes };
}
