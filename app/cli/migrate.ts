import type { Command } from 'commander';
import { listMigrations, migrateToLatest } from '~/db/migrator.server';
import { print, say, withContext } from './with-context';

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the schema up to date')
    .option('--status', 'only say which migrations have run')
    .action(async (options: { status?: boolean }) =>
      withContext(async (ctx) => {
        if (options.status) {
          for (const { name, executedAt } of await listMigrations(ctx.db)) {
            print(`${name}\t${executedAt?.toISOString() ?? 'pending'}`);
          }
          return;
        }
        const done = await migrateToLatest(ctx.db);
        say(done.length > 0 ? `Migrated: ${done.join(', ')}.` : 'The schema is up to date.');
      }),
    );
}
