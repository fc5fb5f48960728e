import {
  type AuthenticationResponseJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import { lockPasskey, touchPasskey } from '~/db/passkeys.server';
import { insertUsedProof } from '~/db/used-proofs.server';
import { hashToken } from '~/primitives/keyring.server';
import { offerValidFor, openOffer } from './offer.server';
import { askPasskeyPurpose, relyingParty } from './offer-passkey.server';
import { credentialIndex, unsealPasskey } from './sealed-factor.server';

const responseSchema = z.looseObject({ id: z.string().min(1).max(1400) });

/** The credential that an answer of a browser claims to be of; null for what is no answer. */
export function readPasskeyAnswer(response: string): AuthenticationResponseJSON | null {
  try {
    const parsed = responseSchema.safeParse(JSON.parse(response));
    return parsed.success ? (parsed.data as unknown as AuthenticationResponseJSON) : null;
  } catch {
    // Not JSON, so no browser of ours wrote it.
    return null;
  }
}

/**
 * Whether a browser's answer proves a passkey of this organiser, with its user verified, to a
 * challenge of ours that was not answered before. The challenge is used up by asking.
 */
export async function checkPasskey(
  ctx: Context,
  trx: Transaction,
  input: { organiserId: string; response: string; offer: string },
): Promise<boolean> {
  const answer = readPasskeyAnswer(input.response);
  const challenge = await openOffer<string>({ ...ctx, db: trx }, askPasskeyPurpose, input.offer);
  if (!answer || challenge === null) return false;
  const used = hashToken(`passkey:${challenge}`);
  if (!(await insertUsedProof(trx, used, offerValidFor))) return false;
  const row = await lockPasskey(trx, credentialIndex(ctx, answer.id));
  if (row?.organiser_id !== input.organiserId) return false;
  const counter = await verify(ctx, { answer, challenge, row });
  if (counter !== null) await touchPasskey(trx, row.id, counter);
  return counter !== null;
}

/** How often the device says the passkey was used, if the answer is right; else null. */
async function verify(
  ctx: Context,
  given: {
    answer: AuthenticationResponseJSON;
    challenge: string;
    row: { id: string; sealed: Buffer; counter: number };
  },
): Promise<number | null> {
  const { answer, challenge, row } = given;
  const { credentialId, publicKey, transports } = unsealPasskey(ctx, row);
  const { rpID, origin } = relyingParty(ctx);
  const key = new Uint8Array(Buffer.from(publicKey, 'base64url'));
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      credential: { id: credentialId, publicKey: key, counter: row.counter, transports },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    // The library throws at a wrong origin, signature or counter: a refusal like any other.
    return null;
  }
}
