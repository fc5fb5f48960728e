import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { reapplyErasures } from '~/domain/retention/reapply-erasures.server';
import { CommandRefusal, printJson, say, withContext } from './with-context';

export function addRetentionReapplyCommand(retention: Command): void {
  retention
    .command('reapply')
    .description('erase again, after the restore of an older dump, who had been erased')
    .option('--ledger <file>', 'instead of erasures.jsonl under DATA_DIR')
    .option('--json', 'as JSON')
    .action(reapply);
}

async function reapply(options: { ledger?: string; json?: boolean }): Promise<void> {
  const file = options.ledger;
  if (file !== undefined && !existsSync(file)) {
    throw new CommandRefusal(`There is no file ${file}; nothing was changed.`);
  }
  await withContext(async (ctx) => {
    const done = await reapplyErasures(ctx, { file });
    if (options.json) printJson(done);
    const { signature, ...contacts } = done.erased;
    const again = contacts['signature-contact'] + contacts['endorsement-contact'];
    say(`${done.entries} erasures read, ${done.recorded} of them new to this database.`);
    say(`Erased again: ${signature} signatures, contact data of ${again} more.`);
    if (done.unreadable > 0) {
      throw new CommandRefusal(
        `${done.unreadable} lines of the ledger are damaged and were left out.`,
      );
    }
  });
}
