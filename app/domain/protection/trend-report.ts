/** What is sealed with a report: which domain it is about; of a network nobody can say which. */
export type SealedTrend = { label: string };

/** What the additional data of a report's encryption binds it to. */
export function trendSeal(letterId: string): string {
  return `trend-report:${letterId}`;
}

export const trendRules = {
  /** Fewer signatures of one network or domain in an hour are nothing to speak of. */
  atLeast: 20,
  /** Of all signatures of the hour. */
  share: 0.3,
  /** Times what was usual for it, once there is a usual. */
  rise: 5,
  usualAfterHours: 6,
} as const;

/** Whether a group of signatures of one hour is worth an organiser's look. */
export function isTrend(group: {
  signatures: number;
  of_signatures: number;
  usual: number;
  known_hours: number;
}): boolean {
  const { atLeast, share, rise, usualAfterHours } = trendRules;
  if (group.signatures < atLeast) return false;
  if (group.signatures >= share * group.of_signatures) return true;
  return group.known_hours >= usualAfterHours && group.signatures >= rise * group.usual;
}
