import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const runs = Number(process.env.DOCUMENT_RUNS ?? 3);
const dataDir = mkdtempSync(join(tmpdir(), 'undersigned-bench-'));
const program = fileURLToPath(new URL('./print-once.ts', import.meta.url));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

type PrintCost = { ms: number; cpuMs: number; bytes: number; rss: number };

/** Prints in a new process, as the application does, and says what it cost there. */
function print(names: number): Promise<PrintCost> {
  return new Promise((resolve, reject) => {
    const memory = 160 + Math.ceil(names / 1000);
    const child = fork(program, [dataDir, String(names)], {
      execArgv: ['--import', 'tsx', `--max-old-space-size=${memory}`, '--max-semi-space-size=8'],
    });
    child.once('message', (cost) => resolve(cost as PrintCost));
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

test.each([
  { names: 5_000, ms: 5_000, bytes: 1_000_000, rss: 400 },
  { names: 100_000, ms: 30_000, bytes: 20_000_000, rss: 400 },
])('a signed letter in one language with $names names', async (most) => {
  const costs: PrintCost[] = [];
  for (let run = 0; run < runs; run += 1) costs.push(await print(most.names));
  const of = (what: keyof PrintCost) => median(costs.map((cost) => cost[what]));
  process.stdout.write(
    `${most.names} names: ${of('ms')} ms (${of('cpuMs')} ms of a processor), ${of('bytes')} bytes, ${of('rss')} MB RSS, median of ${runs}\n`,
  );
  expect(of('bytes')).toBeLessThan(most.bytes);
  expect(of('rss')).toBeLessThan(most.rss);
  // By the clock a machine that does other things would say nothing.
  expect(of('cpuMs')).toBeLessThan(most.ms);
});
