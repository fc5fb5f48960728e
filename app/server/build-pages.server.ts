import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartRefusal } from '~/primitives/start-refusal';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the pages with Remix's own command, quietly; its output is shown when it fails. */
export async function buildPages(): Promise<void> {
  const require = createRequire(import.meta.url);
  const command = join(dirname(require.resolve('@remix-run/dev/package.json')), 'dist/cli.js');
  const child = spawn(process.execPath, [command, 'vite:build'], {
    cwd: projectFolder,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  child.stderr.on('data', (text) => {
    output += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0)
    throw new StartRefusal(`The pages could not be built.\n${output.trim().slice(0, 2000)}`);
}
