import { spawn } from 'node:child_process';
import { describeServerEnvironment } from './describe-server-environment.server';
import type { Launcher } from './launcher';

export type ProgramResult = { code: number | null; output: string; spawnError: string | null };

/** Runs a program to its end and collects what it says on both outputs. */
export function runLaunchedProgram(
  launcher: Launcher,
  program: string,
  args: string[],
): Promise<ProgramResult> {
  const [file = program, ...rest] = [...launcher.prefix, program, ...args];
  return new Promise((resolve) => {
    const child = spawn(file, rest, {
      cwd: '/',
      env: describeServerEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...launcher.identity,
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    child.on('error', (error) => resolve({ code: null, output, spawnError: error.message }));
    child.on('close', (code) => resolve({ code, output, spawnError: null }));
  });
}
