/** Where "now" comes from; tests pass their own. Windows and expiries use the database's clock. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
