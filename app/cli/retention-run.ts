import type { Command } from 'commander';
import { previewRetention } from '~/domain/retention/preview-retention.server';
import { runRetention } from '~/domain/retention/run-retention.server';
import { print, printJson, say, withContext } from './with-context';

export function addRetentionRunCommand(retention: Command): void {
  retention
    .command('run')
    .description('erase and delete what is due now, as the worker does daily')
    .option('--dry-run', 'only count what is due; change nothing')
    .option('--json', 'as JSON')
    .action(run);
}

async function run(options: { dryRun?: boolean; json?: boolean }): Promise<void> {
  await withContext(async (ctx) => {
    if (options.dryRun) {
      const due = await previewRetention(ctx);
      if (options.json) return printJson({ dryRun: true, due });
      say('Nothing was changed. Due now:');
      return printCounts(due);
    }
    const done = await runRetention(ctx, { actor: { kind: 'operator' } });
    if (options.json) return printJson({ dryRun: false, ...done });
    printCounts(done.erased);
    say(`Run ${done.id}, certificate sha256 ${done.certificateHash}`);
  });
}

function printCounts(counts: Record<string, number>): void {
  for (const [step, count] of Object.entries(counts)) print(`${step}\t${count}`);
}
