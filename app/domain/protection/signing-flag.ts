/**
 * What was unusual about how a signature came: advice for reviewers. Only `no-proof`, the
 * `watched-…` ones and a very busy network keep a signature from counting until somebody has looked.
 */
export const signingFlags = [
  'mixed-script',
  'fast',
  'no-stamp',
  'disposable-domain',
  'no-mail-server',
  'busy-network',
  'busy-domain',
  'no-proof',
  'watched-name',
  'watched-domain',
  'watched-address',
  'watched-network',
] as const;
export type SigningFlag = (typeof signingFlags)[number];

/** Where a signature came from and what was noticed; the network is never stored as it is. */
export type SigningOrigin = { network: string | null; flags: SigningFlag[]; hold: boolean };
