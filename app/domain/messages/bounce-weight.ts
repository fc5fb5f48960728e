/** Codes that say the mailbox or its domain is not there, or no longer takes any mail. */
const gone = /^5\.(0\.0|1\.\d+|2\.[01]|4\.4)$/;
/** These, of the same class, are about the sender. */
const aboutUs = /^5\.1\.[78]$/;

/**
 * How much a refusal weighs against a mailbox (RFC 3463): `hard` ends its mail at once; `soft`, a
 * full mailbox, a server's policy, a passing fault, only when it comes back again and again.
 */
export function bounceWeight(status: string): 'hard' | 'soft' {
  return gone.test(status) && !aboutUs.test(status) ? 'hard' : 'soft';
}

/** The enhanced code of a mail server's answer, such as `550 5.1.1 no such user`; null without. */
export function statusOfAnswer(answer: string | null): string | null {
  return /^[45]\d\d[ -]([45]\.\d{1,3}\.\d{1,3})\b/.exec(answer ?? '')?.[1] ?? null;
}
