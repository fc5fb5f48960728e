import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Lets Node import the project's TypeScript, and reads `.env` where there is one. */
export async function loadTypeScript() {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  process.env.TSX_TSCONFIG_PATH = `${folder}tsconfig.json`;
  let register;
  try {
    ({ register } = await import('tsx/esm/api'));
  } catch {
    process.stderr.write('The dependencies are not installed; run: npm ci\n');
    process.exit(1);
  }
  register();
  if (existsSync('.env')) process.loadEnvFile('.env');
}
