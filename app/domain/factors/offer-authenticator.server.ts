import type { Context } from '~/context.server';
import { authenticatorUri, newAuthenticatorSecret } from './authenticator.server';
import { makeOffer, openOffer } from './offer.server';

export type AuthenticatorOffer = {
  /** Comes back with the first code. */
  offer: string;
  /** base32, for typing. */
  secret: string;
  /** `otpauth:` for the QR code. */
  uri: string;
};

export function authenticatorPurpose(organiserId: string): string {
  return `authenticator:${organiserId}`;
}

/**
 * A key for an authenticator app, not stored yet; the one of an earlier offer while that holds, so
 * that a mistyped code does not mean to begin again.
 */
export async function offerAuthenticator(
  ctx: Context,
  input: { organiserId: string; email: string; earlier?: string },
): Promise<AuthenticatorOffer> {
  const purpose = authenticatorPurpose(input.organiserId);
  const kept = input.earlier ? await openOffer<string>(ctx, purpose, input.earlier) : null;
  const secret = kept ?? newAuthenticatorSecret();
  const offer = await makeOffer(ctx, purpose, secret);
  return { offer, secret, uri: authenticatorUri(ctx, secret, input.email) };
}
