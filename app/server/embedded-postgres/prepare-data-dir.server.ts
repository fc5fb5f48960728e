import { mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { explainFileFailure } from './explain-file-failure';
import { readErrorCode } from './read-error-code';

/** Creates the folder for its owner alone when it is missing; returns its absolute path without symbolic links. */
export async function prepareDataDir(dataDir: string): Promise<string> {
  const path = resolve(dataDir);
  try {
    await makeFolders(path);
    return await realpath(path);
  } catch (error) {
    throw explainFileFailure(error, path);
  }
}

// Not mkdir's own recursion, which reports a read-only file system as a missing folder.
async function makeFolders(path: string): Promise<void> {
  try {
    await makeFolder(path);
  } catch (error) {
    if (readErrorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolders(dirname(path));
    await makeFolder(path);
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (readErrorCode(error) !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error;
  }
}
