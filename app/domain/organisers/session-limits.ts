import { type Duration, hours, minutes } from '~/primitives/duration';

/**
 * How long a session lives without a click, and in all (ASVS 5.0, 7.3); and how long a second
 * factor that was proven is enough for sensitive acts (7.5.3).
 */
export const sessionLimits = { idle: minutes(30), absolute: hours(12), factor: minutes(10) };

/** How long there is between the first half of a sign-in and the second. */
export const signInStepValidFor: Duration = minutes(10);
