import type { Postmaster } from './read-postmaster-file.server';
import { signalPostmaster } from './signal-postmaster.server';

/** When this process leaves without stopping the server (an error nobody caught), the server is told to stop as well. */
export function endWithProcess(postmaster: Postmaster, exited: Promise<unknown>): void {
  const stop = () => signalPostmaster(postmaster, 'SIGINT');
  process.once('exit', stop);
  void exited.then(() => process.off('exit', stop));
}
