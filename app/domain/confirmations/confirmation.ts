import type { LetterView } from '../letters/letter-view';

/** Why a link from a mail does nothing; each has a page of its own with a next step. */
export const deadLinkReasons = [
  'unknown',
  'used',
  'replaced',
  'expired',
  'withdrawn',
  'closed',
] as const;
export type DeadLinkReason = (typeof deadLinkReasons)[number];

export type DeadLink = { ok: false; reason: DeadLinkReason; letter: LetterView | null };

/** Why a confirmation can no longer be done, or null while it can. */
export function deadLinkReason(link: {
  subjectState: string;
  used: boolean;
  replaced: boolean;
  expired: boolean;
  open: boolean;
}): Exclude<DeadLinkReason, 'unknown'> | null {
  if (link.subjectState === 'withdrawn' || link.subjectState === 'invalidated') return 'withdrawn';
  if (link.used) return 'used';
  if (link.replaced) return 'replaced';
  if (link.expired) return 'expired';
  return link.open ? null : 'closed';
}
