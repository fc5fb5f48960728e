import { isPostmasterAlive } from './is-postmaster-alive.server';
import { readErrorCode } from './read-error-code';
import type { Postmaster } from './read-postmaster-file.server';

/** Sends a signal to this very server; nothing happens when it has ended. */
export function signalPostmaster(postmaster: Postmaster, signal: NodeJS.Signals): void {
  if (!isPostmasterAlive(postmaster)) return;
  try {
    process.kill(postmaster.pid, signal);
  } catch (error) {
    // It may have ended between the two calls.
    if (readErrorCode(error) !== 'ESRCH') throw error;
  }
}
