import type { Context } from '~/context.server';
import { lockOrganiser } from '~/db/organisers.server';
import { deleteStep, findStep } from '~/db/sign-in-steps.server';
import { hashToken } from '~/primitives/keyring.server';
import type { Proof } from '../factors/factor';
import { proveFactor } from '../factors/prove-factor.server';
import { countSignInTry, forgetSignInTries } from '../protection/count-sign-in-try.server';
import { type Entrance, openSession } from './open-session.server';
import { unsealOrganiser } from './sealed-organiser.server';
import { signInStepValidFor } from './session-limits';

type Answer =
  | { ok: true; sessionId: string }
  | { ok: false; reason: 'expired' }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'too-many'; seconds: number };

/**
 * The second half of a sign-in: with a right proof the step ends and a session begins, with an id
 * of its own. `expired` when the first half is older than ten minutes or was finished already.
 */
export async function finishSignIn(
  ctx: Context,
  input: { stepId: string; proof: Proof; network: string | null },
): Promise<Answer> {
  const { proof, network } = input;
  const idHash = hashToken(input.stepId);
  const step = await findStep(ctx.db, idHash, signInStepValidFor);
  if (!step) return { ok: false, reason: 'expired' };
  const { email } = unsealOrganiser(ctx, step);
  const half = proof.kind === 'authenticator' ? 'code' : 'second';
  const seconds = await countSignInTry(ctx, { network, email, half });
  if (seconds) return { ok: false, reason: 'too-many', seconds };
  const answer = await ctx.db.transaction().execute(async (trx): Promise<Answer> => {
    const row = await lockOrganiser(trx, step.id);
    if (!row) return { ok: false, reason: 'expired' };
    if (!(await proveFactor(ctx, trx, row, proof))) return { ok: false, reason: 'wrong' };
    if (!(await deleteStep(trx, idHash))) return { ok: false, reason: 'expired' };
    const enteredBy = step.entered_by as Entrance['enteredBy'];
    const { sessionId } = await openSession(ctx, trx, row, { enteredBy, factor: proof.kind });
    return { ok: true, sessionId };
  });
  if (answer.ok) await forgetSignInTries(ctx, { network, email });
  else ctx.log.warn({ event: 'sign-in-refused', half: proof.kind });
  return answer;
}
