import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server';
import type { Context } from '~/context.server';
import { listPasskeyRows } from '~/db/passkeys.server';
import { makeOffer } from './offer.server';
import { unsealPasskey } from './sealed-factor.server';

/** What the browser is handed, as JSON of WebAuthn, and what comes back beside its answer. */
export type PasskeyOffer = { options: string; offer: string };

/** What an offer is for; an answer to one kind is none to another. */
export function newPasskeyPurpose(organiserId: string): string {
  return `passkey-add:${organiserId}`;
}
export const askPasskeyPurpose = 'passkey-ask';

export function relyingParty(ctx: Context) {
  return { rpID: new URL(ctx.publicUrl).hostname, origin: ctx.publicUrl };
}

async function credentialsOf(ctx: Context, organiserId: string) {
  const rows = await listPasskeyRows(ctx.db, organiserId);
  return rows.map((row) => {
    const { credentialId, transports } = unsealPasskey(ctx, row);
    return { id: credentialId, transports };
  });
}

/** Asks the browser to make a passkey that knows its owner by itself and verifies them. */
export async function offerNewPasskey(
  ctx: Context,
  input: { organiserId: string; email: string },
): Promise<PasskeyOffer> {
  const { organiserId, email } = input;
  const { rpID } = relyingParty(ctx);
  const options = await generateRegistrationOptions({
    rpName: rpID,
    rpID,
    userName: email,
    userDisplayName: email,
    userID: new Uint8Array(Buffer.from(organiserId.replaceAll('-', ''), 'hex')),
    excludeCredentials: await credentialsOf(ctx, organiserId),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const offer = await makeOffer(ctx, newPasskeyPurpose(organiserId), options.challenge);
  return { options: JSON.stringify(options), offer };
}

/** Asks for a passkey: one of an organiser's, or whichever the browser has for this site. */
export async function askForPasskey(
  ctx: Context,
  input: { organiserId: string | null },
): Promise<PasskeyOffer> {
  const { organiserId } = input;
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(ctx).rpID,
    userVerification: 'required',
    allowCredentials: organiserId ? await credentialsOf(ctx, organiserId) : undefined,
  });
  const offer = await makeOffer(ctx, askPasskeyPurpose, options.challenge);
  return { options: JSON.stringify(options), offer };
}
