#!/usr/bin/env node
import { loadTypeScript } from './load-typescript.js';

const parts = ['web', 'worker'];
const at = process.argv.indexOf('--only');
const only = at > 0 ? process.argv[at + 1] : undefined;
if (at > 0 && !parts.includes(only)) {
  process.stderr.write('Usage: node bin/start.js [--only web|worker]\n');
  process.exit(2);
}
await loadTypeScript();
const { start } = await import('../app/server/start.server.ts');
await start({ web: only !== 'worker', worker: only !== 'web' });
