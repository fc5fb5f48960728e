import type { Context } from '~/context.server';
import { findStep } from '~/db/sign-in-steps.server';
import { hashToken } from '~/primitives/keyring.server';
import { signInStepValidFor } from './session-limits';

/** Whose sign-in waits for its second half; null when it is too old or over. Changes nothing. */
export async function findSignInStep(
  ctx: Context,
  input: { stepId: string },
): Promise<{ organiserId: string } | null> {
  const step = await findStep(ctx.db, hashToken(input.stepId), signInStepValidFor);
  return step ? { organiserId: step.id } : null;
}
