import type { Command } from 'commander';
import { listRetentionRuns } from '~/domain/retention/list-retention-runs.server';
import { CommandRefusal, print, printJson, withContext } from './with-context';

export function addRetentionListCommand(retention: Command): void {
  retention
    .command('list')
    .description('what was erased when, each certificate checked; ends with 1 if one is not true')
    .option('--json', 'as JSON')
    .action(list);
}

async function list(options: { json?: boolean }): Promise<void> {
  await withContext(async (ctx) => {
    const runs = await listRetentionRuns(ctx);
    if (options.json) printJson(runs);
    else {
      for (const run of runs) {
        const sum = Object.values(run.erased).reduce((total, count) => total + count, 0);
        const state = run.complete ? 'complete' : 'interrupted';
        print(`${run.id}\t${run.finishedAt}\t${state}\t${sum}\t${run.certificateHash}`);
      }
    }
    const untrue = runs.filter((run) => !run.valid).map((run) => run.id);
    if (untrue.length > 0) {
      throw new CommandRefusal(`The certificate of run ${untrue.join(', ')} is not true.`);
    }
  });
}
