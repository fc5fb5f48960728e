import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./hold-embedded-postgres.ts', import.meta.url));
const repository = fileURLToPath(new URL('../../../../', import.meta.url));

export type OtherRun = { connectionString: string; pid: number; kill(): Promise<void> };

/** Starts the embedded database on this folder from another process, as a second terminal would. */
export async function startInAnotherProcess(dataDir: string): Promise<OtherRun> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    cwd: repository,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const said = child.stdout === null ? undefined : once(child.stdout, 'data');
  const first = await Promise.race([said, ended.then(() => undefined)]);
  if (first === undefined) throw new Error('the other run ended before its database answered');
  const { connectionString } = JSON.parse(String(first[0])) as { connectionString: string };
  return {
    connectionString,
    pid: child.pid ?? 0,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
