import { chmodSync, statSync } from 'node:fs';
import { StartRefusal } from '~/primitives/start-refusal';
import { explainProgramFailure } from './explain-program-failure';
import type { Launcher } from './launcher';
import { listLaunchers } from './list-launchers.server';
import type { PostgresBinaries } from './locate-postgres-binaries.server';
import { type ProgramResult, runLaunchedProgram } from './run-launched-program.server';

export type ChosenLauncher = { launcher: Launcher; majorVersion: string };

const probe = 'cd "$1" || exit 100; exec "$2" --version';

/**
 * Tries the ways to run PostgreSQL until one reaches both the folder and the programs and can execute them.
 * Throws StartRefusal with the reason of the first that was allowed at all when none does.
 */
export async function chooseLauncher(
  binaries: PostgresBinaries,
  paths: { dataDir: string; cluster: string },
): Promise<ChosenLauncher> {
  const failures: ProgramResult[] = [];
  for (const launcher of listLaunchers(paths.cluster, binaries.postgres)) {
    if (launcher.identity !== undefined) letOthersPass(paths.dataDir);
    const args = ['-c', probe, 'sh', paths.dataDir, binaries.postgres];
    const result = await runLaunchedProgram(launcher, '/bin/sh', args);
    const majorVersion = /PostgreSQL\) (\d+)/.exec(result.output)?.[1];
    if (result.code === 0 && majorVersion !== undefined) return { launcher, majorVersion };
    failures.push(result);
  }
  const telling = failures.find(({ output }) => output !== '' && !output.startsWith('unshare:'));
  const { code = null, output = '', spawnError = null } = telling ?? failures.at(-1) ?? {};
  throw new StartRefusal(
    code === 100
      ? `PostgreSQL must not run with root's rights, and without them ${paths.dataDir} is out of reach; let others pass through its parent folders (chmod o+x), choose another DATA_DIR, or start as an ordinary user.`
      : explainProgramFailure(spawnError ?? output, binaries),
  );
}

function letOthersPass(folder: string): void {
  const { uid, mode } = statSync(folder);
  if (uid === process.geteuid?.()) chmodSync(folder, (mode & 0o7777) | 0o001);
}
