/**
 * What is truthfully known about one letter to one target. `accepted` means that a mail server
 * answered 250, or that somebody handed it over, never that somebody read it; `unknown` that the message had begun to leave and no
 * answer came, so nothing sends it again by itself; `captured` that it did not leave at all.
 * `approved` is prepared, and a second person has looked at these very bytes.
 */
export const deliveryStates = [
  'prepared',
  'approved',
  'queued',
  'sending',
  'accepted',
  'captured',
  'deferred',
  'bounced',
  'failed',
  'unknown',
  'acknowledged',
  'answered',
  'withdrawn',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What each state may become; checked under a row lock, anything else is a refusal. */
export const deliveryTransitions: Record<DeliveryState, readonly DeliveryState[]> = {
  prepared: ['approved', 'queued', 'accepted', 'withdrawn'],
  approved: ['prepared', 'queued', 'accepted', 'withdrawn'],
  queued: ['prepared', 'approved', 'sending', 'withdrawn'],
  sending: ['accepted', 'captured', 'deferred', 'failed', 'unknown'],
  deferred: ['sending', 'failed', 'withdrawn'],
  failed: ['queued'],
  // One of several recipients may have it although the mail to another came back.
  bounced: ['queued', 'acknowledged', 'answered'],
  unknown: ['queued', 'accepted', 'bounced', 'acknowledged', 'answered'],
  accepted: ['bounced', 'acknowledged', 'answered'],
  acknowledged: ['answered'],
  captured: [],
  answered: [],
  withdrawn: [],
};

/** The states in which an addressee has a copy, as far as it is on record. */
export const publicDeliveryStates = ['accepted', 'acknowledged', 'answered'] as const;

/** The states that the public page speaks of, because something is on record for them. */
export const publicLedgerStates = [...publicDeliveryStates, 'bounced'] as const;
/** Nothing has left and nothing is about to: the dossier may still change. */
export const openDeliveryStates = ['prepared', 'approved'] as const;

export function isOpen(state: string): boolean {
  return openDeliveryStates.some((open) => open === state);
}
