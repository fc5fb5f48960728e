import type { Context } from '~/context.server';
import { countAgainstLimit } from './count-against-limit.server';
import type { LimitPolicy } from './limit-policy';
import { matchSigningRules } from './match-signing-rules.server';

/**
 * Counts one try of a network and answers the seconds to wait when it is beyond the policy's points;
 * null when it may go on, as an unknown network and one whose limits the organisers have lifted
 * always may.
 */
export async function exceedsLimit(
  ctx: Context,
  input: { letterId: string; network: string | null; policy: LimitPolicy },
): Promise<number | null> {
  const { letterId, network, policy } = input;
  const seconds = (await countAgainstLimit(ctx, { network, policies: [policy] })).get(policy);
  if (!seconds) return null;
  const rules = await matchSigningRules(ctx, { letterId, network, email: '', name: '' });
  return rules.limitsLifted ? null : seconds;
}
