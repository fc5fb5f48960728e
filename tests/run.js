import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './support/find-browser.js';
import { findPdfReader } from './support/find-pdf-reader.js';

const folder = fileURLToPath(new URL('..', import.meta.url));
const only = process.argv.slice(2);
let passed = 0;
let failed = 0;

/** One step outside the test runner; it counts as one test. */
function step(name, command, args, environment = {}) {
  process.stdout.write(`\n=== ${name}\n`);
  const env = { ...process.env, ...environment };
  const { status } = spawnSync(command, args, { cwd: folder, env, stdio: 'inherit' });
  if (status === 0) passed += 1;
  else failed += 1;
  return status === 0;
}

/** Programs that only tests need: found, installed where the machine allows it, or a clear failure. */
function find(name, look) {
  const found = look();
  if (found.path) return found.path;
  process.stderr.write(`\n${name}: ${found.sentence}\n`);
  failed += 1;
  return null;
}

function runTests(environment) {
  process.stdout.write('\n=== tests\n');
  const reports = mkdtempSync(join(tmpdir(), 'undersigned-report-'));
  const report = join(reports, 'report.json');
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile=${report}`];
  const { status } = spawnSync(process.execPath, [...args, ...only], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  });
  const counted = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null;
  rmSync(reports, { recursive: true, force: true });
  const { numPassedTests = 0, numTotalTests = 0 } = counted ?? {};
  passed += numPassedTests;
  // A test that did not run, and a run that broke outside a test, are failures too.
  failed += numTotalTests - numPassedTests;
  if (status !== 0 && numTotalTests === numPassedTests) failed += 1;
}

if (only.length === 0) {
  const npm = (script) => ['run', '--silent', script];
  step('format and lint', 'npm', npm('check:format'));
  step('types', 'npm', npm('check:types'));
  step('unused code', 'npm', npm('check:unused'));
}
if (step('build', 'npm', ['run', '--silent', 'build'], { NODE_ENV: 'production' })) {
  const browser = find('browser', findBrowser);
  const pdfReader = find('PDF reader', findPdfReader);
  if (browser && pdfReader) runTests({ TEST_BROWSER: browser });
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
