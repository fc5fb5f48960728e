import type { Context } from '~/context.server';
import { type Decided, decideHeld, type HeldDecisionInput } from './decide-held.server';

/**
 * Lets a held signature count and be shown as its owner chose. Audited with its flags;
 * `not-held` when somebody else decided before, or its owner withdrew.
 */
export async function acceptHeldSignature(
  ctx: Context,
  input: HeldDecisionInput,
): Promise<Decided> {
  return decideHeld(ctx, input, { state: 'confirmed' });
}
