import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describeServerEnvironment } from './describe-server-environment.server';

export type RunningProcess = { startedAt: string; command: string[] };

/**
 * The living process with this id, or null when there is none (a zombie counts as none).
 * `startedAt` differs between two processes that were given the same id, also across restarts of the machine.
 */
export function readRunningProcess(pid: number): RunningProcess | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  return process.platform === 'linux' ? readFromProc(pid) : readFromPs(pid);
}

function readFromProc(pid: number): RunningProcess | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The program's name stands in brackets and may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === undefined || startTicks === undefined || 'ZXx'.includes(state)) return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
    return { startedAt: `${boot}:${startTicks}`, command };
  } catch {
    return null;
  }
}

function readFromPs(pid: number): RunningProcess | null {
  try {
    const args = ['-ww', '-o', 'lstart=,stat=,command=', '-p', String(pid)];
    const env = describeServerEnvironment();
    const line = execFileSync('ps', args, { encoding: 'utf8', env });
    const startedAt = line.slice(0, 24);
    const [state = 'Z', ...command] = line.slice(24).trim().split(/ +/);
    return state.startsWith('Z') ? null : { startedAt, command: [command.join(' ')] };
  } catch {
    return null;
  }
}
