import type { ProtectionRow } from '~/db/factors.server';

/** What an organiser signs in with. Enrolled: a passkey, or a passphrase with an authenticator app. */
export type Protection = ProtectionRow;

/** What somebody shows to prove the second half of a sign-in. */
export type Proof =
  | { kind: 'authenticator'; code: string }
  | { kind: 'recovery-code'; code: string }
  /** The browser's answer as JSON, and the offer it answers to. */
  | { kind: 'passkey'; response: string; offer: string };

/** What changed about how an organiser signs in; each is mailed to them. */
export const factorChanges = [
  'passphrase',
  'authenticator',
  'authenticator-removed',
  'passkey-added',
  'passkey-removed',
  'recovery-codes',
  'recovery-code-used',
  'reset',
] as const;
export type FactorChange = (typeof factorChanges)[number];

export const passphraseLength = { least: 12, most: 128 };
export const recoveryCodeCount = 10;
export const passkeyNameLength = 60;
/** Beyond these nobody can tell one's own apart. */
export const mostPasskeys = 20;
