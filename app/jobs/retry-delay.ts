import { type Duration, days, hours, minutes, seconds } from '~/primitives/duration';

const firstDelays = [minutes(1), minutes(5), minutes(15), minutes(60)];
const laterDelay = minutes(240);
const jitter = 0.2;

/** How long a message is tried before it is given up (RFC 5321 §4.5.4.1 asks for 4–5 days). */
export const patience = { personal: hours(24), delivery: days(5) } as const;

function spread(delay: Duration, random: () => number): Duration {
  return delay * (1 - jitter + 2 * jitter * random());
}

/**
 * The wait after try number `attempts`: 1, 5, 15, 60, then every 240 minutes, each ±20 % so that
 * what failed together does not come back together.
 */
export function retryDelay(attempts: number, random: () => number = Math.random): Duration {
  return spread(firstDelays[attempts - 1] ?? laterDelay, random);
}

/** The wait when our own mail server cannot be reached, which says nothing about the message. */
export function unreachableDelay(random: () => number = Math.random): Duration {
  return spread(seconds(30), random);
}
