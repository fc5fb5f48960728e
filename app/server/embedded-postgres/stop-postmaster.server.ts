import type { Postmaster } from './read-postmaster-file.server';
import { signalPostmaster } from './signal-postmaster.server';

/** Fast shutdown (connections are ended, everything is written); after 10 s at once, after 15 s by force. */
export async function stopPostmaster(
  postmaster: Postmaster,
  exited: Promise<unknown>,
): Promise<void> {
  signalPostmaster(postmaster, 'SIGINT');
  const atOnce = setTimeout(() => signalPostmaster(postmaster, 'SIGQUIT'), 10_000);
  const byForce = setTimeout(() => signalPostmaster(postmaster, 'SIGKILL'), 15_000);
  try {
    await exited;
  } finally {
    clearTimeout(atOnce);
    clearTimeout(byForce);
  }
}
