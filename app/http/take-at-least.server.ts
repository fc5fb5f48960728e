import { setTimeout } from 'node:timers/promises';
import type { Duration } from '~/primitives/duration';

/** Far above what the work takes and below what a person notices after pressing a button. */
export const evenTime: Duration = 100;

/**
 * Does the work and answers no earlier than `duration` milliseconds after it began, so that the clock
 * of whoever asks does not tell what was found. A failure is told at once.
 */
export async function takeAtLeast<Answer>(
  duration: Duration,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const [answer] = await Promise.all([work(), setTimeout(duration)]);
  return answer;
}
