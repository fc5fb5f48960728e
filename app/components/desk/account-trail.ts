import type { Crumb } from './desk-breadcrumb';

/** The way back from a page of one's own account: to the set-up until that is done. */
export function accountTrail(protectedWhole: boolean): Crumb[] {
  return protectedWhole
    ? [{ label: 'Your account', to: '/organise/account' }]
    : [{ label: 'Protect your account', to: '/organise/set-up' }];
}
