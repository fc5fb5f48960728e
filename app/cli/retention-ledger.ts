import type { Command } from 'commander';
import { exportErasureLedger } from '~/domain/retention/export-erasure-ledger.server';
import { withContext } from './with-context';
import { writeOutput } from './write-output';

export function addRetentionLedgerCommand(retention: Command): void {
  retention
    .command('ledger')
    .description('every erasure as a line of JSON, to be kept apart from the database')
    .option('--out <file>')
    .action((options: { out?: string }) =>
      withContext((ctx) => writeOutput(exportErasureLedger(ctx), options.out)),
    );
}
