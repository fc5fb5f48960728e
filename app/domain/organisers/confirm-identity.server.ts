import type { Context } from '~/context.server';
import { lockOrganiser, renewSession } from '~/db/organisers.server';
import { hashToken, newToken } from '~/primitives/keyring.server';
import { recordAudit } from '../audit/record-audit.server';
import type { Proof } from '../factors/factor';
import { proveFactor } from '../factors/prove-factor.server';
import { countSignInTry, forgetSignInTries } from '../protection/count-sign-in-try.server';
import type { Actor } from './organiser';

type Answer =
  | { ok: true; sessionId: string }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'signed-out' }
  | { ok: false; reason: 'too-many'; seconds: number };

/**
 * Proves the second factor again before a sensitive act; the session goes on under another id, for
 * as long as it would have.
 */
export async function confirmIdentity(
  ctx: Context,
  input: {
    organiserId: string;
    email: string;
    sessionId: string;
    proof: Proof;
    network: string | null;
    actor: Actor;
  },
): Promise<Answer> {
  const { organiserId, email, proof, network, actor } = input;
  const half = proof.kind === 'authenticator' ? 'code' : 'second';
  const seconds = await countSignInTry(ctx, { network, email, half });
  if (seconds) return { ok: false, reason: 'too-many', seconds };
  const sessionId = newToken();
  const answer = await ctx.db.transaction().execute(async (trx): Promise<Answer> => {
    const row = await lockOrganiser(trx, organiserId);
    if (!row) return { ok: false, reason: 'signed-out' };
    if (!(await proveFactor(ctx, trx, row, proof))) return { ok: false, reason: 'wrong' };
    const change = { from: hashToken(input.sessionId), to: hashToken(sessionId), withFactor: true };
    if (!(await renewSession(trx, change))) return { ok: false, reason: 'signed-out' };
    await recordAudit(trx, {
      actor,
      action: 'organiser.identity-confirmed',
      object: { kind: 'organiser', id: organiserId },
      details: { second: proof.kind },
    });
    return { ok: true, sessionId };
  });
  if (answer.ok) await forgetSignInTries(ctx, { network, email });
  else ctx.log.warn({ event: 'identity-not-confirmed', by: proof.kind });
  return answer;
}
