import { awaitDatabase } from './await-database.server';
import type { EmbeddedPaths } from './describe-embedded-paths.server';
import { disownPostmasterFile } from './disown-postmaster-file.server';
import { endWithProcess } from './end-with-process.server';
import { isPostmasterAlive } from './is-postmaster-alive.server';
import { type Postmaster, readPostmasterFile } from './read-postmaster-file.server';
import { stopPostmaster } from './stop-postmaster.server';
import { watchPostmaster } from './watch-postmaster.server';

export type AdoptedPostmaster = { postmaster: Postmaster; exited: Promise<null> };

/**
 * A server that an earlier run left behind, taken over when it answers and stopped when it does not.
 * Null when there is none left; PostgreSQL itself then judges what `postmaster.pid` still tells.
 */
export async function adoptPostmaster(
  paths: EmbeddedPaths,
  log: (line: string) => void,
): Promise<AdoptedPostmaster | null> {
  const trace = readPostmasterFile(paths.postmasterFile, paths.cluster);
  if (trace.state === 'gone') disownPostmasterFile(paths.postmasterFile);
  if (trace.state !== 'running') return null;
  const { postmaster } = trace;
  const exited = watchPostmaster(postmaster);
  const readiness = await awaitDatabase(
    { ...paths, port: postmaster.port },
    { milliseconds: 10_000, hasEnded: () => !isPostmasterAlive(postmaster) },
  );
  endWithProcess(postmaster, exited);
  if (readiness === 'ready') return { postmaster, exited };
  log('An earlier run left a database server behind that does not answer; stopping it.');
  await stopPostmaster(postmaster, exited);
  disownPostmasterFile(paths.postmasterFile);
  return null;
}
