import { hours, minutes } from '~/primitives/duration';

/** How long a session lives without a click, and in all (ASVS 5.0, 7.3). */
export const sessionLimits = { idle: minutes(30), absolute: hours(12) };
