import type { Locale } from '~/i18n/locale';
import { hours } from '~/primitives/duration';
import type { SigningFlag } from '../protection/signing-flag';
import type { Selected } from '../selections/selection';

export const invalidationStates = [
  'counted',
  'running',
  'done',
  'cancelled',
  'undoing',
  'undone',
] as const;
export type InvalidationState = (typeof invalidationStates)[number];

/** What each state may become; nothing else is possible. */
export const invalidationTransitions: Record<InvalidationState, readonly InvalidationState[]> = {
  counted: ['running'],
  running: ['done', 'cancelled'],
  done: ['undoing'],
  cancelled: ['undoing'],
  undoing: ['undone'],
  undone: [],
};

/** In which states a signature can be taken out. */
export const invalidatableStates = ['confirmed', 'held', 'pending'] as const;
export type InvalidatableState = (typeof invalidatableStates)[number];

/** By what signatures are chosen; every one that is given must hold. Times are ISO 8601 in UTC. */
export type InvalidationCriteria = {
  states: InvalidatableState[];
  /** Subdomains too. */
  mailDomain?: string;
  flag?: SigningFlag;
  signedFrom?: string;
  signedUntil?: string;
  /** Number of a signature not older than 48 hours: those from its network on the same day (UTC). */
  sameNetworkAs?: number;
  locale?: Locale;
  country?: string;
  /** Looks at names that are public. */
  nameContains?: string;
  numbers?: number[];
  /** Present where they were selected in the table instead; then it says all there is to say. */
  selected?: Selected;
};

/** A count that nobody acted on is thrown away, because the letter has moved on. */
export const countHoldsFor = hours(24);
export const mostNumbers = 1000;
export const longestReason = 500;

/** The names of the criteria in use, besides the states; they are no personal data, their values are. */
export function criteriaInUse(criteria: InvalidationCriteria): string[] {
  const { states: _states, selected: _selected, ...narrowing } = criteria;
  return Object.entries(narrowing)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name]) => name);
}
