import type { FactorChoice } from '~/components/desk/factor-fields';
import type { Context } from '~/context.server';
import { askForPasskey } from '~/domain/factors/offer-passkey.server';
import { readProtection } from '~/domain/factors/read-protection.server';

/** What a page offers an organiser to prove a second factor with. */
export async function offerFactors(
  ctx: Context,
  input: { organiserId: string },
): Promise<FactorChoice> {
  const found = await readProtection(ctx, input);
  const has = found.ok ? found.protection : { authenticator: false, passkeys: 0 };
  return {
    authenticator: has.authenticator,
    passkey: has.passkeys > 0 ? await askForPasskey(ctx, input) : null,
  };
}
