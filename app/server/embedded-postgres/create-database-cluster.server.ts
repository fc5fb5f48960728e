import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartRefusal } from '~/primitives/start-refusal';
import type { EmbeddedPaths } from './describe-embedded-paths.server';
import { explainFileFailure } from './explain-file-failure';
import { explainProgramFailure } from './explain-program-failure';
import type { Launcher } from './launcher';
import type { PostgresBinaries } from './locate-postgres-binaries.server';
import { runLaunchedProgram } from './run-launched-program.server';
import { syncFolder, writeDurableFile } from './write-durable-file.server';

const initdbOptions = [
  '--username=undersigned',
  '--auth-host=scram-sha-256',
  '--auth-local=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
  '--no-instructions',
  // As at every start: a creation that fails leaves nothing in /dev/shm.
  '--set=dynamic_shared_memory_type=mmap',
];

/**
 * Creates the database beside its place and renames it there when it is whole,
 * so that one whose creation was cut short is never taken for a database.
 */
export async function createDatabaseCluster(
  paths: EmbeddedPaths,
  binaries: PostgresBinaries,
  launcher: Launcher,
): Promise<void> {
  let staging = '';
  try {
    removeLeftovers(paths);
    if (!existsSync(paths.passwordFile)) {
      writeDurableFile(paths.passwordFile, `${randomBytes(32).toString('base64url')}\n`);
    }
    staging = mkdtempSync(join(paths.dataDir, paths.stagingPrefix));
    const passwordCopy = join(staging, 'password');
    writeFileSync(passwordCopy, readFileSync(paths.passwordFile), { mode: 0o600 });
    if (launcher.identity !== undefined) {
      const { uid, gid } = launcher.identity;
      chownSync(staging, uid, gid);
      chownSync(passwordCopy, uid, gid);
    }
    const cluster = join(staging, 'cluster');
    const place = [`--pgdata=${cluster}`, `--pwfile=${passwordCopy}`];
    const result = await runLaunchedProgram(launcher, binaries.initdb, [
      ...initdbOptions,
      ...place,
    ]);
    if (result.code !== 0) {
      throw new StartRefusal(explainProgramFailure(result.spawnError ?? result.output, binaries));
    }
    renameSync(cluster, paths.cluster);
    syncFolder(paths.dataDir);
  } catch (error) {
    throw explainFileFailure(error, paths.dataDir);
  } finally {
    if (staging !== '') rmSync(staging, { recursive: true, force: true });
  }
}

function removeLeftovers({ dataDir, stagingPrefix }: EmbeddedPaths): void {
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith(stagingPrefix)) continue;
    try {
      rmSync(join(dataDir, name), { recursive: true, force: true });
    } catch {
      // An initdb that outlived its killed parent still writes there; a later start removes it.
    }
  }
}
