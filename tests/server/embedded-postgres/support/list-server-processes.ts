import { execFileSync } from 'node:child_process';

/** The command lines of the living processes that name this folder. */
export function listServerProcesses(folder: string): string[] {
  return execFileSync('ps', ['-ww', '-e', '-o', 'stat=,command='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => !line.startsWith('Z') && line.includes('postgres') && line.includes(folder));
}
