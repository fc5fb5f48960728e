import type { Context } from '~/context.server';
import { listLiveRules } from '~/db/signing-rules.server';
import type { SigningFlag } from './signing-flag';
import {
  type RuleCandidate,
  type RuleEffect,
  type RuleSubject,
  ruleMatches,
  ruleSeal,
  type SealedRule,
} from './signing-rule';

/** What the organisers' rules say about one signature; `watched` says which of them hold it. */
export type RuleVerdict = { refused: boolean; limitsLifted: boolean; watched: SigningFlag[] };

const watchedFlags: Record<RuleSubject, SigningFlag> = {
  network: 'watched-network',
  'mail-domain': 'watched-domain',
  address: 'watched-address',
  name: 'watched-name',
};

/** Holds a signature against every rule that is in force for the letter. Changes nothing. */
export async function matchSigningRules(
  ctx: Context,
  input: { letterId: string } & RuleCandidate,
): Promise<RuleVerdict> {
  const verdict: RuleVerdict = { refused: false, limitsLifted: false, watched: [] };
  for (const row of await listLiveRules(ctx.db, input.letterId)) {
    const { value } = ctx.keyring.unseal<SealedRule>(row.sealed, ruleSeal(row.id));
    const subject = row.subject as RuleSubject;
    if (!ruleMatches({ subject, value }, input)) continue;
    const effect = row.effect as RuleEffect;
    if (effect === 'refuse') verdict.refused = true;
    else if (effect === 'allow') verdict.limitsLifted = true;
    else if (!verdict.watched.includes(watchedFlags[subject])) {
      verdict.watched.push(watchedFlags[subject]);
    }
  }
  return verdict;
}
