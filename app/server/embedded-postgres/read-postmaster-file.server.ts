import { readFileSync } from 'node:fs';
import { explainFileFailure } from './explain-file-failure';
import { readErrorCode } from './read-error-code';
import { readRunningProcess } from './read-running-process.server';

export type Postmaster = { pid: number; startedAt: string; port: number };

/** What `postmaster.pid` says: nothing, a server that is gone, or one that runs on this very folder. */
export type PostmasterTrace =
  | { state: 'none' }
  | { state: 'gone' }
  | { state: 'running'; postmaster: Postmaster };

/** `gone` also when the process id was given to another program since. */
export function readPostmasterFile(postmasterFile: string, cluster: string): PostmasterTrace {
  let lines: string[];
  try {
    lines = readFileSync(postmasterFile, 'utf8').split('\n');
  } catch (error) {
    if (readErrorCode(error) === 'ENOENT') return { state: 'none' };
    throw explainFileFailure(error, postmasterFile);
  }
  const pid = Number(lines[0]);
  const found = readRunningProcess(pid);
  if (found === null) return { state: 'gone' };
  const named = found.command.some((part) => part === cluster || part.includes(` ${cluster} `));
  if (!named || !/postgres/.test(found.command[0] ?? '')) return { state: 'gone' };
  const postmaster = { pid, startedAt: found.startedAt, port: Number(lines[3]) };
  return { state: 'running', postmaster };
}
