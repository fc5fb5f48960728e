import { days } from '~/primitives/duration';

/** How long somebody has waited: less than a day, one to three days, longer. */
export const waitingBands = ['0-1', '1-3', '3'] as const;
export type WaitingBand = (typeof waitingBands)[number];

/** Where the second and the third band begin. */
export const bandLimits = { aging: days(1), old: days(3) };

/** Into which band a wait since a moment (ISO 8601) falls now. */
export function bandOf(since: string, now: Date): WaitingBand {
  const age = now.getTime() - new Date(since).getTime();
  if (age < bandLimits.aging) return '0-1';
  return age < bandLimits.old ? '1-3' : '3';
}
