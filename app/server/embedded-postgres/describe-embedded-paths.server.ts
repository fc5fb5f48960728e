import { join } from 'node:path';

export type EmbeddedPaths = {
  dataDir: string;
  cluster: string;
  versionFile: string;
  postmasterFile: string;
  passwordFile: string;
  serverLog: string;
  lockFile: string;
  stagingPrefix: string;
};

/** Where the parts of an embedded database lie; `dataDir` is absolute and free of symbolic links. */
export function describeEmbeddedPaths(dataDir: string): EmbeddedPaths {
  const cluster = join(dataDir, 'postgres');
  return {
    dataDir,
    cluster,
    versionFile: join(cluster, 'PG_VERSION'),
    postmasterFile: join(cluster, 'postmaster.pid'),
    passwordFile: join(dataDir, 'postgres.password'),
    serverLog: join(dataDir, 'postgres.log'),
    lockFile: join(dataDir, 'application.lock'),
    stagingPrefix: 'postgres.new-',
  };
}
