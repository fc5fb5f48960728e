import type { Context } from '~/context.server';
import { cleanLine } from '~/primitives/person-name';
import type { Result } from '~/primitives/result';
import { type DecisionInput, decideEndorsement } from './decide-endorsement.server';

/** Declines a waiting endorsement; the reason is sent to the representative. */
export async function declineEndorsement(
  ctx: Context,
  input: DecisionInput & { reason: string },
): Promise<Result<object, 'not-found' | 'not-waiting' | 'reason-missing'>> {
  const reason = cleanLine(input.reason).slice(0, 1000);
  if (!reason) return { ok: false, reason: 'reason-missing' };
  return decideEndorsement(ctx, input, { state: 'declined', reason });
}
