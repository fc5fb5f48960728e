import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
const sources = [
  'app',
  'emails',
  'public',
  'package-lock.json',
  'remix.config.js',
  'vite.config.ts',
];

/** Where the built pages are. */
export function buildFolder(): string {
  return join(projectFolder, 'build');
}

/** Whether the pages must be built: nothing is there, or a source is newer than what is. */
export function needsBuild(): boolean {
  const built = join(buildFolder(), 'server/index.js');
  if (!existsSync(built)) return true;
  const builtAt = statSync(built).mtimeMs;
  return sources.some((source) => newestChange(join(projectFolder, source)) > builtAt);
}

function newestChange(path: string): number {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestChange(join(path, name))),
    mtimeMs,
  );
}
