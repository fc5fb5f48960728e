import { randomUUID } from 'node:crypto';
import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { Context } from '~/context.server';
import { insertPasskey, listPasskeyRows } from '~/db/passkeys.server';
import { cleanLine } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { mostPasskeys, passkeyNameLength } from './factor';
import { openOffer } from './offer.server';
import { newPasskeyPurpose, relyingParty } from './offer-passkey.server';
import { credentialIndex, sealPasskey } from './sealed-factor.server';
import { type OwnAccount, type OwnFactorRefusal, withOwnFactors } from './with-own-factors.server';

type Refusal = OwnFactorRefusal | 'outdated' | 'not-verified' | 'known' | 'too-many-passkeys';

/**
 * Takes a passkey that the browser has made for the challenge that was offered, on this site, with
 * its user verified. Refused: an offer that is too old, an answer that does not fit, a credential
 * that somebody has already, a twenty-first passkey. Without a name it is called after the day.
 */
export async function addPasskey(
  ctx: Context,
  input: OwnAccount & { name: string; offer: string; response: string },
): Promise<Result<{ sessionId: string }, Refusal>> {
  const { organiserId } = input;
  const challenge = await openOffer<string>(ctx, newPasskeyPurpose(organiserId), input.offer);
  if (challenge === null) return { ok: false, reason: 'outdated' };
  const credential = await verify(ctx, challenge, input.response);
  if (!credential) return { ok: false, reason: 'not-verified' };
  const id = randomUUID();
  const today = ctx.clock.now().toISOString().slice(0, 10);
  const sealed = sealPasskey(ctx, id, {
    name: cleanLine(input.name).slice(0, passkeyNameLength) || `Passkey of ${today}`,
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    transports: credential.transports ?? [],
  });
  return withOwnFactors<'known' | 'too-many-passkeys'>(ctx, input, 'passkey-added', async (trx) => {
    if ((await listPasskeyRows(trx, organiserId)).length >= mostPasskeys) {
      return { ok: false, reason: 'too-many-passkeys' };
    }
    const added = await insertPasskey(trx, {
      id,
      organiserId,
      credentialIndex: credentialIndex(ctx, credential.id),
      sealed,
      counter: credential.counter,
    });
    return added ? { ok: true } : { ok: false, reason: 'known' };
  });
}

async function verify(ctx: Context, expectedChallenge: string, answer: string) {
  const { rpID, origin } = relyingParty(ctx);
  try {
    const response = JSON.parse(answer) as RegistrationResponseJSON;
    const expected = { expectedChallenge, expectedOrigin: origin, expectedRPID: rpID };
    const verified = await verifyRegistrationResponse({ response, ...expected });
    return verified.verified ? verified.registrationInfo.credential : null;
  } catch {
    // The library throws at everything that does not fit; what came in is a stranger's.
    return null;
  }
}
