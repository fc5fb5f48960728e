import { readdirSync, readFileSync } from 'node:fs';
import { StartRefusal } from '~/primitives/start-refusal';
import type { EmbeddedPaths } from './describe-embedded-paths.server';
import { explainFileFailure } from './explain-file-failure';
import { readErrorCode } from './read-error-code';

export type ClusterState = { present: false } | { present: true; majorVersion: string };

/** Tells a missing database (also an empty folder) from one that is there; throws StartRefusal for half of one. */
export function checkDatabaseCluster({
  cluster,
  versionFile,
  passwordFile,
}: EmbeddedPaths): ClusterState {
  try {
    if (readFolder(cluster).length === 0) return { present: false };
  } catch (error) {
    throw explainFileFailure(error, cluster);
  }
  const majorVersion = readOptional(versionFile);
  if (majorVersion === null) {
    throw new StartRefusal(
      `${cluster} is not a whole PostgreSQL database (its PG_VERSION is missing); restore it from a backup, or move it away to begin with an empty one.`,
    );
  }
  if (readOptional(passwordFile) === null) {
    throw new StartRefusal(
      `${passwordFile} is missing or empty, so the database in ${cluster} cannot be opened; restore it from a backup.`,
    );
  }
  return { present: true, majorVersion };
}

function readFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (readErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function readOptional(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim() || null;
  } catch (error) {
    if (readErrorCode(error) === 'ENOENT') return null;
    throw explainFileFailure(error, path);
  }
}
