import { createHash, randomInt } from 'node:crypto';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import type { Context } from '~/context.server';
import { insertUsedProof } from '~/db/used-proofs.server';
import { minutes } from '~/primitives/duration';

const validFor = minutes(10);
/**
 * A phone of some years ago needs about two seconds for this, a laptop a fifth of one. The answer is
 * checked by one signature, without doing the work again.
 */
const work = { algorithm: 'PBKDF2/SHA-256', cost: 1000, fewest: 500, most: 1000 };

const parameters = z.object({
  algorithm: z.literal(work.algorithm),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  cost: z.literal(work.cost),
  keyLength: z.literal(32),
  keyPrefix: z.string().regex(/^[0-9a-f]{32}$/),
  keySignature: z.string().regex(/^[0-9a-f]{64}$/),
  expiresAt: z.int(),
  data: z.strictObject({ letter: z.string() }),
});
const proofSchema = z.object({
  challenge: z.object({ parameters, signature: z.string().regex(/^[0-9a-f]{64}$/) }),
  solution: z.object({
    counter: z.int().min(0).max(work.most),
    derivedKey: z.string().regex(/^[0-9a-f]{64}$/),
  }),
});

function secrets(ctx: Context) {
  return {
    hmacSignatureSecret: ctx.keyring.sign('proof-of-work', 'challenge'),
    hmacKeySignatureSecret: ctx.keyring.sign('proof-of-work', 'key'),
  };
}

/**
 * A small piece of work for the visitor's browser (ALTCHA, PBKDF2): bound to one letter, good once
 * and for ten minutes. JSON for `public/challenge.js`; it names nobody.
 */
export async function issueChallenge(ctx: Context, letterId: string): Promise<string> {
  const challenge = await createChallenge({
    algorithm: work.algorithm,
    cost: work.cost,
    counter: randomInt(work.fewest, work.most + 1),
    deriveKey,
    expiresAt: new Date(ctx.clock.now().getTime() + validFor),
    data: { letter: letterId },
    ...secrets(ctx),
  });
  return JSON.stringify(challenge);
}

/** Whether a text is the solution of a challenge of ours for this letter; it is used up by asking. */
export async function spendProof(
  ctx: Context,
  input: { letterId: string; proof: string },
): Promise<boolean> {
  const parsed = proofSchema.safeParse(parseJson(input.proof));
  if (!parsed.success) return false;
  const { challenge, solution } = parsed.data;
  if (challenge.parameters.data.letter !== input.letterId) return false;
  const checked = await verifySolution({ challenge, solution, deriveKey, ...secrets(ctx) });
  if (!checked.verified) return false;
  const hash = createHash('sha256').update(challenge.signature).digest();
  return insertUsedProof(ctx.db, hash, validFor);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
