#!/usr/bin/env node
import { loadTypeScript } from './load-typescript.js';

await loadTypeScript();
const { runCommandLine } = await import('../app/cli/run-command-line.ts');
process.exitCode = await runCommandLine(process.argv);
