import type { Context } from '~/context.server';
import { countTries } from '~/db/limit-counters.server';
import { limitPolicies } from './limit-policy';
import { networkHash } from './origin-index.server';

/** Counts one test mail of an organiser; whether it is within the limit. */
export async function countTestMail(ctx: Context, organiserId: string): Promise<boolean> {
  const policy = 'test-mail';
  const { points, window } = limitPolicies[policy];
  const [tries] = await countTries(ctx.db, networkHash(ctx, organiserId), [{ policy, window }]);
  return tries !== undefined && tries.count <= points;
}
