import type { Postmaster } from './read-postmaster-file.server';
import { readRunningProcess } from './read-running-process.server';

/** True while this very server runs, not merely some process that was given its number later. */
export function isPostmasterAlive({ pid, startedAt }: Postmaster): boolean {
  return readRunningProcess(pid)?.startedAt === startedAt;
}
