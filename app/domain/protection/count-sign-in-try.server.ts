import type { Context } from '~/context.server';
import { countTries, forgetTries } from '~/db/limit-counters.server';
import { canonicalEmailAddress } from '~/primitives/email-address';
import { type LimitPolicy, limitPolicies } from './limit-policy';
import { networkHash } from './origin-index.server';

/** `any` is a try at no account in particular: a link asked for, a passkey shown. */
type Try = { network: string | null } & (
  | { half: 'first' | 'code' | 'second'; email: string }
  | { half: 'any' }
);
type Account = { network: string | null; email: string };

/** An account is tried from one network: elsewhere its owner has all tries left. */
function pairOf({ network, email }: Account): string {
  return `${canonicalEmailAddress(email)} from ${network ?? 'an unknown network'}`;
}

function countersOf(input: Try): [string, LimitPolicy][] {
  const counters: [string, LimitPolicy][] = [];
  if (input.network !== null) counters.push([input.network, 'sign-in-network']);
  if (input.half === 'any') return counters;
  counters.push([pairOf(input), input.half === 'first' ? 'sign-in' : 'second-factor']);
  if (input.half === 'code') counters.push([canonicalEmailAddress(input.email), 'code-anywhere']);
  return counters;
}

/**
 * Counts one try to sign in: 10 in a quarter of an hour for an account from one network, known or
 * not, and 50 for a network whatever the accounts. Codes of six digits also have a limit for the
 * account from everywhere, which only somebody with its first half can reach. Answers the seconds
 * to wait when a limit is passed, else null. Without its counters it throws, so nobody signs in.
 */
export async function countSignInTry(ctx: Context, input: Try): Promise<number | null> {
  const waits: number[] = [];
  for (const [key, policy] of countersOf(input)) {
    const { points, window } = limitPolicies[policy];
    const [tries] = await countTries(ctx.db, networkHash(ctx, key), [{ policy, window }]);
    if (!tries || tries.count > points) waits.push(Math.max(1, tries?.secondsLeft ?? 1));
  }
  return waits.length > 0 ? Math.max(...waits) : null;
}

/** After a whole sign-in the tries of this account from this network begin anew. */
export async function forgetSignInTries(ctx: Context, input: Account): Promise<void> {
  const key = networkHash(ctx, pairOf(input));
  await forgetTries(ctx.db, key, ['sign-in', 'second-factor'] satisfies LimitPolicy[]);
}
