import type { Context } from '~/context.server';
import { countTries } from '~/db/limit-counters.server';
import { type LimitPolicy, limitPolicies } from './limit-policy';
import { networkHash } from './origin-index.server';

/** The policies whose points a network has used up, with the seconds until they come back. */
export type Exceeded = ReadonlyMap<LimitPolicy, number>;

/**
 * Counts one try of a network under each of the policies, whether or not it is allowed, and says
 * which of them it is beyond. An unknown network (null) is never beyond any: everybody shares it.
 * The network is stored only as its hash of the day, so counters begin anew at midnight UTC.
 */
export async function countAgainstLimit(
  ctx: Context,
  input: { network: string | null; policies: readonly LimitPolicy[] },
): Promise<Exceeded> {
  if (input.network === null) return new Map();
  const counted = await countTries(
    ctx.db,
    networkHash(ctx, input.network),
    input.policies.map((policy) => ({ policy, window: limitPolicies[policy].window })),
  );
  const exceeded = counted
    .map(({ policy, ...tries }) => ({ policy: policy as LimitPolicy, ...tries }))
    .filter(({ policy, count }) => count > limitPolicies[policy].points)
    .map(({ policy, secondsLeft }) => [policy, Math.max(1, secondsLeft)] as const);
  return new Map(exceeded);
}
