import type { Context } from '~/context.server';
import { type Decided, decideHeld, type HeldDecisionInput } from './decide-held.server';
import type { LeaveOutReason } from './signature';

/**
 * Leaves a held signature out of the count for good, with one of the listed reasons. Audited with
 * its flags and the reason; `not-held` when somebody else decided before, or its owner withdrew.
 */
export async function rejectHeldSignature(
  ctx: Context,
  input: HeldDecisionInput & { because: LeaveOutReason },
): Promise<Decided> {
  return decideHeld(ctx, input, { state: 'invalidated', because: input.because });
}
