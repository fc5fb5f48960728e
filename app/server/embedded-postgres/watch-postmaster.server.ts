import { isPostmasterAlive } from './is-postmaster-alive.server';
import type { Postmaster } from './read-postmaster-file.server';

/** Resolves (with null: its exit code is not ours to know) once a server that is no child of this process has ended. */
export function watchPostmaster(postmaster: Postmaster): Promise<null> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isPostmasterAlive(postmaster)) return;
      clearInterval(timer);
      resolve(null);
    }, 100);
  });
}
