import { StartRefusal } from '~/primitives/start-refusal';
import { acquireDataDirLock } from './acquire-data-dir-lock.server';
import { adoptPostmaster } from './adopt-postmaster.server';
import { checkDatabaseCluster } from './check-database-cluster.server';
import { chooseLauncher } from './choose-launcher.server';
import { createDatabaseCluster } from './create-database-cluster.server';
import { describeEmbeddedPaths, type EmbeddedPaths } from './describe-embedded-paths.server';
import { formatConnectionString } from './format-connection-string.server';
import { giveClusterToUser } from './give-cluster-to-user.server';
import { launchPostmaster } from './launch-postmaster.server';
import { locatePostgresBinaries } from './locate-postgres-binaries.server';
import { prepareDataDir } from './prepare-data-dir.server';
import type { Postmaster } from './read-postmaster-file.server';
import { restoreLibraryLinks } from './restore-library-links.server';
import { stopPostmaster } from './stop-postmaster.server';

type Running = {
  postmaster: Postmaster;
  exited: Promise<number | null>;
  started: 'new' | 'adopted';
};

export type EmbeddedPostgres = {
  connectionString: string;
  /** Stops the server and lets go of the folder; may be called more than once. */
  stop(): Promise<void>;
  /** Resolves with the server's exit code (null when unknown) once it has ended, for whatever reason. */
  exited: Promise<number | null>;
  started: 'new' | 'adopted';
};

/**
 * Runs PostgreSQL on `dataDir`, creating folder and database when they are missing and taking over a server
 * that a killed run left behind. Returns when the database answers. Every expected failure is a StartRefusal.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  const paths = describeEmbeddedPaths(await prepareDataDir(options.dataDir));
  const lock = await acquireDataDirLock(paths.dataDir);
  try {
    const { postmaster, exited, started } = await adoptOrLaunch(paths, options.log);
    const connectionString = formatConnectionString(paths.passwordFile, postmaster.port);
    let stopping: Promise<void> | undefined;
    const stop = () => {
      stopping ??= stopPostmaster(postmaster, exited).finally(lock.release);
      return stopping;
    };
    return { connectionString, stop, exited, started };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function adoptOrLaunch(paths: EmbeddedPaths, log: (line: string) => void): Promise<Running> {
  const found = checkDatabaseCluster(paths);
  const adopted = found.present ? await adoptPostmaster(paths, log) : null;
  if (adopted !== null) {
    log(`Took over the database server of an earlier run on port ${adopted.postmaster.port}.`);
    return { ...adopted, started: 'adopted' };
  }
  const binaries = locatePostgresBinaries();
  if (restoreLibraryLinks(binaries) > 0) log(`Completed the libraries of ${binaries.packageName}.`);
  const { launcher, majorVersion } = await chooseLauncher(binaries, paths);
  if (!found.present) {
    log(`Creating a database in ${paths.cluster}.`);
    await createDatabaseCluster(paths, binaries, launcher);
  } else if (found.majorVersion !== majorVersion) {
    throw new StartRefusal(
      `${paths.cluster} was written by PostgreSQL ${found.majorVersion} and this is PostgreSQL ${majorVersion}; dump it with the old version and load the dump with this one.`,
    );
  }
  giveClusterToUser(paths.cluster, launcher);
  const { postmaster, exited } = await launchPostmaster(paths, binaries, launcher);
  log(`The database server runs on port ${postmaster.port}.`);
  return { postmaster, exited, started: 'new' };
}
