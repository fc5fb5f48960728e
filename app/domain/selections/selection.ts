import type { SignatureState, SignatureVisibility } from '../signatures/signature';
import type { SignatureListFilter } from '../signatures/signature-list';

/** What can be done with many signatures at once. */
export const selectionActions = [
  'accept',
  'take-out',
  'duplicate',
  'hide',
  'unhide',
  'resend',
] as const;
export type SelectionAction = (typeof selectionActions)[number];

/** A mail that was sent cannot be taken back; everything else can. */
export function canBeUndone(action: SelectionAction): boolean {
  return action !== 'resend';
}

/** Why one of the selected signatures is left as it is. */
export const skipReasons = [
  'not-held',
  'not-counted',
  'not-pending',
  'not-public',
  'already-hidden',
  'not-hidden',
  'original',
  'mail-limit',
  'closed',
] as const;
export type SkipReason = (typeof skipReasons)[number];

type Standing = { state: SignatureState; visibility: SignatureVisibility; hidden: boolean };

/** How many of the selected signatures stood how when they were selected. */
export type SelectedGroup = Standing & { count: number };

/** How signatures were selected, and how they stood then; sealed, because `q` is part of a name. */
export type Selected = { filter: SignatureListFilter | null; groups: SelectedGroup[] };

/** How many may be ticked; all that a filter finds may be any number. */
export const mostTicks = 100;

const standing: readonly SignatureState[] = ['confirmed', 'held', 'pending'];

/** Why the action is nothing for a signature that stands so; null when it can be done. */
export function whyNot(action: SelectionAction, signature: Standing): SkipReason | null {
  const { state, visibility, hidden } = signature;
  switch (action) {
    case 'accept':
      return state === 'held' ? null : 'not-held';
    case 'take-out':
    case 'duplicate':
      return standing.includes(state) ? null : 'not-counted';
    case 'resend':
      return state === 'pending' ? null : 'not-pending';
    case 'hide':
      if (visibility !== 'public' || !standing.includes(state)) return 'not-public';
      return hidden ? 'already-hidden' : null;
    case 'unhide':
      return hidden ? null : 'not-hidden';
    default:
      throw new Error(action satisfies never);
  }
}

/** For how many of the selected signatures the action is something, as they stood then. */
export function countPermitted(action: SelectionAction, groups: readonly SelectedGroup[]): number {
  return groups
    .filter((group) => whyNot(action, group) === null)
    .reduce((sum, { count }) => sum + count, 0);
}
