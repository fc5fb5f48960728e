import { spawn } from 'node:child_process';
import { describeServerEnvironment } from './describe-server-environment.server';
import { endWithProcess } from './end-with-process.server';
import type { Launcher } from './launcher';
import { openServerLog } from './open-server-log.server';
import type { Postmaster } from './read-postmaster-file.server';
import { readRunningProcess } from './read-running-process.server';
import { serverSettings } from './server-settings';

export type SpawnedPostmaster = {
  postmaster: Postmaster;
  exited: Promise<number | null>;
  hasEnded: () => boolean;
  /** What the server has written to its log since this start. */
  readLog: () => string;
};

/** Starts the server in a process group of its own, so that a terminal's Ctrl-C reaches the application first. */
export function spawnPostmaster(options: {
  launcher: Launcher;
  program: string;
  cluster: string;
  serverLog: string;
  port: number;
}): SpawnedPostmaster {
  const { launcher, program, cluster, port } = options;
  const settings = Object.entries(serverSettings).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const args = ['-D', cluster, '-p', String(port), '-k', '', ...settings];
  const [file = program, ...rest] = [...launcher.prefix, program, ...args];
  const log = openServerLog(options.serverLog);
  const child = spawn(file, rest, {
    cwd: '/',
    detached: true,
    env: describeServerEnvironment(),
    stdio: ['ignore', log.file, log.file],
    ...launcher.identity,
  });
  log.close();
  let ended = false;
  const exited = new Promise<number | null>((resolve) => {
    const end = (code: number | null) => {
      ended = true;
      resolve(code);
    };
    child.once('exit', end);
    child.once('error', () => end(null));
  });
  const pid = child.pid ?? 0;
  const postmaster = { pid, startedAt: readRunningProcess(pid)?.startedAt ?? '', port };
  endWithProcess(postmaster, exited);
  return {
    postmaster,
    exited,
    hasEnded: () => ended,
    readLog: log.readNew,
  };
}
