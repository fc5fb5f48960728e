#!/usr/bin/env node
import { loadTypeScript } from './load-typescript.js';

const parts = ['web', 'worker'];
const given = process.argv.slice(2);
const [option, only] = given;
if (given.length > 0 && !(given.length === 2 && option === '--only' && parts.includes(only))) {
  process.stderr.write('Usage: node bin/start.js [--only web|worker]\n');
  process.exit(2);
}
await loadTypeScript();
const { start } = await import('../app/server/start.server.ts');
await start({ web: only !== 'worker', worker: only !== 'web' });
