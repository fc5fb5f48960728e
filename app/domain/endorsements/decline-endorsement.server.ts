import type { Context } from '~/context.server';
import { cleanText } from '~/primitives/clean-text';
import type { Result } from '~/primitives/result';
import {
  type DecisionInput,
  type DecisionRefusal,
  decideEndorsement,
} from './decide-endorsement.server';
import type { DeclineTemplate } from './endorsement';

/** In UTF-16 units. */
export const longestReason = 1000;

/**
 * Declines a waiting endorsement, for a reason with words in every language, in the organiser's
 * own words (at most 1,000 characters), or both. The representative reads them.
 */
export async function declineEndorsement(
  ctx: Context,
  input: DecisionInput & { template?: DeclineTemplate | null; reason: string },
): Promise<Result<object, DecisionRefusal | 'reason-missing' | 'reason-too-long'>> {
  const { template = null } = input;
  const reason = cleanText(input.reason) || null;
  if (!template && !reason) return { ok: false, reason: 'reason-missing' };
  if (reason && reason.length > longestReason) return { ok: false, reason: 'reason-too-long' };
  return decideEndorsement(ctx, input, { state: 'declined', template, reason });
}
