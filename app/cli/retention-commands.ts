import type { Command } from 'commander';
import { addRetentionLedgerCommand } from './retention-ledger';
import { addRetentionListCommand } from './retention-list';
import { addRetentionReapplyCommand } from './retention-reapply';
import { addRetentionRunCommand } from './retention-run';

export function addRetentionCommands(program: Command): void {
  const retention = program
    .command('retention')
    .description('what ends by itself, and erasures after a restore');
  addRetentionRunCommand(retention);
  addRetentionListCommand(retention);
  addRetentionLedgerCommand(retention);
  addRetentionReapplyCommand(retention);
}
