import { realpathSync } from 'node:fs';
import { askDataDirectory } from './ask-data-directory.server';
import { describeEmbeddedPaths } from './describe-embedded-paths.server';
import { explainFileFailure } from './explain-file-failure';
import { formatConnectionString } from './format-connection-string.server';
import { readErrorCode } from './read-error-code';
import { readPostmasterFile } from './read-postmaster-file.server';

/**
 * The connection string of the database that runs for this folder and answers, or null.
 * Starts nothing; throws StartRefusal when the folder belongs to another user.
 */
export async function findEmbeddedPostgres(dataDir: string): Promise<string | null> {
  let folder: string;
  try {
    folder = realpathSync(dataDir);
  } catch (error) {
    if (readErrorCode(error) === 'ENOENT') return null;
    throw explainFileFailure(error, dataDir);
  }
  const paths = describeEmbeddedPaths(folder);
  const trace = readPostmasterFile(paths.postmasterFile, paths.cluster);
  if (trace.state !== 'running') return null;
  const connectionString = formatConnectionString(paths.passwordFile, trace.postmaster.port);
  const answer = await askDataDirectory(connectionString);
  return answer.state === 'answered' && answer.folder === paths.cluster ? connectionString : null;
}
