import type { Context } from '~/context.server';
import type { Result } from '~/primitives/result';
import { type DecisionInput, decideEndorsement } from './decide-endorsement.server';
import type { AuthorityBasis } from './endorsement';

/** Puts a waiting organisation on the letter, with the basis on which its authority was accepted. */
export function approveEndorsement(
  ctx: Context,
  input: DecisionInput & { authorityBasis: AuthorityBasis },
): Promise<Result<object, 'not-found' | 'not-waiting'>> {
  return decideEndorsement(ctx, input, {
    state: 'approved',
    authorityBasis: input.authorityBasis,
  });
}
