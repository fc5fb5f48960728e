import { setTimeout as pause } from 'node:timers/promises';
import { ensureDatabase, type ServerPlace } from './ensure-database.server';

const interval = 50;
// On a port that was taken from us a stranger may answer until our own server has noticed.
const denialsThatCount = 20;

export type Readiness = 'ready' | 'denied' | 'ended' | 'timeout';

/** Connects until the server of this folder answers and its database is there, the server ends, or time is up. */
export async function awaitDatabase(
  place: ServerPlace,
  options: { milliseconds: number; hasEnded: () => boolean },
): Promise<Readiness> {
  const deadline = Date.now() + options.milliseconds;
  let denials = 0;
  while (Date.now() < deadline) {
    if (options.hasEnded()) return 'ended';
    const answer = await ensureDatabase(place);
    if (answer === 'ready') return 'ready';
    if (answer === 'denied') denials += 1;
    if (denials === denialsThatCount) return 'denied';
    await pause(interval);
  }
  return options.hasEnded() ? 'ended' : 'timeout';
}
