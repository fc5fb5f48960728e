import { canonicalEmailAddress, parseEmailAddress } from '~/primitives/email-address';
import { canonicalRange, rangeCovers } from '~/primitives/ip-network';
import { nameKey } from '~/primitives/person-name';

/** `allow` lifts the limits of a network until a moment, `hold` asks for review, `refuse` takes nothing. */
export const ruleEffects = ['allow', 'hold', 'refuse'] as const;
export type RuleEffect = (typeof ruleEffects)[number];

export const ruleSubjects = ['network', 'mail-domain', 'address', 'name'] as const;
export type RuleSubject = (typeof ruleSubjects)[number];

/** What is sealed with a rule: what it looks for, and how organisers know it ("the hall in Lviv"). */
export type SealedRule = { value: string; label: string };

/** What the additional data of a rule's encryption binds it to. */
export function ruleSeal(ruleId: string): string {
  return `signing-rule:${ruleId}`;
}

/**
 * What was typed, in the form in which it is stored and compared; null when it cannot be what it
 * should be: an address or range for a network, a host name, an e-mail address, a name.
 */
export function canonicalRuleValue(subject: RuleSubject, typed: string): string | null {
  switch (subject) {
    case 'network':
      return canonicalNetwork(typed);
    case 'mail-domain': {
      const address = parseEmailAddress(`x@${typed.trim().replace(/^@/, '')}`);
      return address?.slice(2) ?? null;
    }
    case 'address': {
      const address = parseEmailAddress(typed);
      return address ? canonicalEmailAddress(address) : null;
    }
    case 'name':
      return nameKey(typed) || null;
    default:
      return subject satisfies never;
  }
}

/** A range so wide that it would be half the world is a slip of the finger. */
const widestRange = { ipv4: 8, ipv6: 16 };

function canonicalNetwork(typed: string): string | null {
  const range = canonicalRange(typed);
  if (!range) return null;
  const [, bits] = range.split('/');
  const widest = range.includes(':') ? widestRange.ipv6 : widestRange.ipv4;
  return bits !== undefined && Number(bits) < widest ? null : range;
}

/** What a rule is held against. */
export type RuleCandidate = { network: string | null; email: string; name: string };

/** Whether a rule's canonical value is about this signature; a mail domain covers its subdomains. */
export function ruleMatches(
  rule: { subject: RuleSubject; value: string },
  candidate: RuleCandidate,
): boolean {
  const { value } = rule;
  switch (rule.subject) {
    case 'network':
      return candidate.network !== null && rangeCovers(value, candidate.network);
    case 'mail-domain':
      return `.${candidate.email.slice(candidate.email.lastIndexOf('@') + 1)}`.endsWith(
        `.${value}`,
      );
    case 'address':
      return canonicalEmailAddress(candidate.email) === value;
    case 'name':
      return nameKey(candidate.name) === value;
    default:
      return rule.subject satisfies never;
  }
}
