import type { Context } from '~/context.server';
import { countAgainstLimit } from '../protection/count-against-limit.server';
import type { FormGuard } from '../protection/judge-signing.server';
import { matchSigningRules } from '../protection/match-signing-rules.server';
import { issueChallenge, spendProof } from '../protection/proof-of-work.server';

export type ReportVerdict =
  /** `proven` is false when a busy network did not do the work: such a report jumps no queue. */
  | { verdict: 'accept'; proven: boolean }
  | { verdict: 'challenge'; challenge: string }
  | { verdict: 'refuse'; reason: 'trap' }
  | { verdict: 'refuse'; reason: 'too-many'; retryAfterSeconds: number };

const policies = ['report-plain', 'report-taken'] as const;

/**
 * Decides about one well-formed report before anything of it is stored, as `judgeSigning` does about
 * a signature: a trap for programs, limits of the network, and a proof of work in busy ones only.
 * Counts the try, and uses up a proof that was needed.
 */
export async function judgeReport(
  ctx: Context,
  attempt: { letterId: string; network: string | null; guard: FormGuard },
): Promise<ReportVerdict> {
  const { letterId, network, guard } = attempt;
  if (guard.trap !== '') return { verdict: 'refuse', reason: 'trap' };
  const exceeded = await countAgainstLimit(ctx, { network, policies });
  if (exceeded.size === 0) return { verdict: 'accept', proven: true };
  const rules = await matchSigningRules(ctx, { letterId, network, email: '', name: '' });
  if (rules.limitsLifted) return { verdict: 'accept', proven: true };
  const retryAfterSeconds = exceeded.get('report-taken');
  if (retryAfterSeconds) return { verdict: 'refuse', reason: 'too-many', retryAfterSeconds };
  const proven = guard.proof !== '' && (await spendProof(ctx, { letterId, proof: guard.proof }));
  if (proven || guard.withoutProof) return { verdict: 'accept', proven };
  return { verdict: 'challenge', challenge: await issueChallenge(ctx, letterId) };
}
