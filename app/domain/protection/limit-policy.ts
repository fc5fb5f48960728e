import { type Duration, hours, minutes } from '~/primitives/duration';

/**
 * How often one network may do a thing: `points` within a `window` that begins with the first try.
 * A try beyond them has the consequence that the name of the policy stands for, never another.
 */
export const limitPolicies = {
  /** Beyond it a proof of work is asked for, or an organiser looks at the signature. */
  'sign-plain': { points: 20, window: hours(1) },
  /** Beyond it a signature is flagged `busy-network` for reviewers. */
  'sign-unflagged': { points: 200, window: minutes(10) },
  /** Beyond it a signature is held until an organiser has looked. */
  'sign-counted': { points: 500, window: minutes(10) },
  /** Beyond it nothing is taken. */
  'sign-taken': { points: 1000, window: minutes(10) },
  /** Beyond it no further mail is asked for again. */
  resend: { points: 20, window: hours(1) },
  /** Beyond it no code is looked at; five tries a code hold besides. */
  'confirm-code': { points: 50, window: minutes(15) },
  /** Beyond it no further link to a list of people who want news is mailed. */
  'news-list': { points: 10, window: hours(1) },
  /** Of one token, not of a network: beyond it a program waits. */
  access: { points: 600, window: minutes(15) },
  /** Beyond it a proof of work is asked for, or a report waits behind the others. */
  'report-plain': { points: 5, window: hours(1) },
  /** Beyond it no report is taken. */
  'report-taken': { points: 40, window: hours(1) },
  /** Of one account from one network: beyond it no passphrase is looked at. */
  'sign-in': { points: 10, window: minutes(15) },
  /** Of one account from one network: beyond it no second factor is looked at. */
  'second-factor': { points: 10, window: minutes(15) },
  /** Beyond it nothing about signing in is looked at, whatever the account. */
  'sign-in-network': { points: 50, window: minutes(15) },
  /** Of one account from everywhere: beyond it no code of its app is looked at. */
  'code-anywhere': { points: 30, window: minutes(15) },
  /** Of one organiser: beyond it no further test mail is sent. */
  'test-mail': { points: 10, window: hours(1) },
} as const satisfies Record<string, { points: number; window: Duration }>;

export type LimitPolicy = keyof typeof limitPolicies;

/** Signatures of one letter in an hour above which the organisers are told; nobody is refused. */
export const unusualVolume = 6000;
