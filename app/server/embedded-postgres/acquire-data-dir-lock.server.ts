import { createHash, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { StartRefusal } from '~/primitives/start-refusal';
import { describeEmbeddedPaths } from './describe-embedded-paths.server';
import { explainFileFailure } from './explain-file-failure';
import { prepareDataDir } from './prepare-data-dir.server';
import { readErrorCode } from './read-error-code';
import { readRunningProcess } from './read-running-process.server';

export type DataDirLock = { release(): void };

/**
 * Makes this process the only live application on the folder; throws StartRefusal when another one is.
 * The lock names its owner's process id and start time, so that one left behind by a kill never blocks.
 */
export async function acquireDataDirLock(dataDir: string): Promise<DataDirLock> {
  const { lockFile } = describeEmbeddedPaths(await prepareDataDir(dataDir));
  const own = `${JSON.stringify({
    pid: process.pid,
    startedAt: readRunningProcess(process.pid)?.startedAt ?? '',
    id: randomUUID(),
  })}\n`;
  try {
    takeLock(lockFile, own);
  } catch (error) {
    throw explainFileFailure(error, lockFile);
  }
  return {
    release() {
      if (readLock(lockFile) === own) rmSync(lockFile, { force: true });
    },
  };
}

function takeLock(lockFile: string, own: string): void {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (createWhole(lockFile, own)) return;
    const found = readLock(lockFile);
    if (found === null) continue;
    refuseIfAlive(found, lockFile);
    // Whoever claims this very stale lock, and finds it still in place, may replace it.
    const claim = `${lockFile}.${createHash('sha256').update(found).digest('hex').slice(0, 16)}`;
    if (!createWhole(claim, own)) {
      const claimant = readLock(claim);
      if (claimant !== null) refuseIfAlive(claimant, lockFile);
      rmSync(claim, { force: true });
      continue;
    }
    const unchanged = readLock(lockFile) === found;
    if (unchanged) replaceWhole(lockFile, own);
    rmSync(claim, { force: true });
    if (unchanged) return;
  }
  throw new StartRefusal(`Another run is taking ${lockFile} at this moment; try again.`);
}

function refuseIfAlive(lock: string, lockFile: string): void {
  const owner = parseOwner(lock);
  if (owner === null || readRunningProcess(owner.pid)?.startedAt !== owner.startedAt) return;
  throw new StartRefusal(
    `The data directory is in use by another run of the application (process ${owner.pid}, ${lockFile}).`,
  );
}

function parseOwner(lock: string): { pid: number; startedAt: string } | null {
  try {
    const { pid, startedAt } = JSON.parse(lock) as { pid?: unknown; startedAt?: unknown };
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null;
  } catch {
    return null;
  }
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (readErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function createWhole(path: string, content: string): boolean {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, content, { mode: 0o600, flag: 'wx' });
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (readErrorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function replaceWhole(path: string, content: string): void {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, content, { mode: 0o600, flag: 'wx' });
  renameSync(draft, path);
}
