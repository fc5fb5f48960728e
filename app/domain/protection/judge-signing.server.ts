import { isDisposableEmailDomain } from 'disposable-email-domains-js';
import type { Context } from '~/context.server';
import { mixedScriptTokens } from '~/primitives/mixed-script';
import type { SignForm } from '../signatures/signature';
import { countAgainstLimit, type Exceeded } from './count-against-limit.server';
import { readFormStamp } from './form-stamp.server';
import { matchSigningRules } from './match-signing-rules.server';
import { mailDomainOf } from './origin-index.server';
import { issueChallenge, spendProof } from './proof-of-work.server';
import type { SigningFlag, SigningOrigin } from './signing-flag';

/** What came with a form besides the answers; every part may be missing or invented. */
export type FormGuard = {
  stamp: string;
  /** A field that people do not see. */
  trap: string;
  proof: string;
  /** The person chose to sign without the proof and to wait for an organiser instead. */
  withoutProof: boolean;
};

export type SigningVerdict =
  | { verdict: 'accept'; origin: SigningOrigin }
  /** The browser is asked to work first; the person may decline. */
  | { verdict: 'challenge'; challenge: string }
  | { verdict: 'refuse'; reason: 'trap' | 'rule' }
  | { verdict: 'refuse'; reason: 'too-many'; retryAfterSeconds: number };

export type SigningAttempt = {
  letterId: string;
  network: string | null;
  form: SignForm;
  guard: FormGuard;
};

const signPolicies = ['sign-plain', 'sign-unflagged', 'sign-counted', 'sign-taken'] as const;

/**
 * Decides about one well-formed sign form before anything is stored of it: rules of the organisers
 * first, then the limits of its network, then the marks that reviewers are told about. Nobody is
 * refused or held for what only looks unusual (a hasty hand, a missing stamp, a throwaway mailbox, a
 * name in two alphabets): those are flags. Counts the try, and uses up a proof that was needed.
 */
export async function judgeSigning(ctx: Context, attempt: SigningAttempt): Promise<SigningVerdict> {
  const { letterId, network, form, guard } = attempt;
  if (guard.trap !== '') return { verdict: 'refuse', reason: 'trap' };
  const [rules, counted] = await Promise.all([
    matchSigningRules(ctx, { letterId, network, email: form.email, name: form.name }),
    countAgainstLimit(ctx, { network, policies: signPolicies }),
  ]);
  if (rules.refused) return { verdict: 'refuse', reason: 'rule' };
  const exceeded: Exceeded = rules.limitsLifted ? new Map() : counted;
  const retryAfterSeconds = exceeded.get('sign-taken');
  if (retryAfterSeconds) return { verdict: 'refuse', reason: 'too-many', retryAfterSeconds };
  const proven = await provesWork(ctx, attempt, exceeded);
  if (!proven && !guard.withoutProof) {
    return { verdict: 'challenge', challenge: await issueChallenge(ctx, letterId) };
  }
  const flags = [...flagsOf(ctx, attempt, exceeded), ...rules.watched];
  if (!proven) flags.push('no-proof');
  const hold = !proven || rules.watched.length > 0 || exceeded.has('sign-counted');
  return { verdict: 'accept', origin: { network, flags, hold } };
}

/** True as well when no proof is needed. */
async function provesWork(ctx: Context, attempt: SigningAttempt, exceeded: Exceeded) {
  const { letterId, guard } = attempt;
  if (!exceeded.has('sign-plain') && !exceeded.has('sign-unflagged')) return true;
  return guard.proof !== '' && (await spendProof(ctx, { letterId, proof: guard.proof }));
}

function flagsOf(ctx: Context, { form, guard }: SigningAttempt, exceeded: Exceeded): SigningFlag[] {
  const flags: SigningFlag[] = [];
  const written = [form.name, form.title ?? '', form.affiliation ?? ''].join(' ');
  if (mixedScriptTokens(written).length > 0) flags.push('mixed-script');
  const stamp = readFormStamp(ctx, guard.stamp);
  if (stamp) flags.push(stamp);
  if (isDisposableEmailDomain(mailDomainOf(form.email))) flags.push('disposable-domain');
  if (exceeded.has('sign-unflagged')) flags.push('busy-network');
  return flags;
}
