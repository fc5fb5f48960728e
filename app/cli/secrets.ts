import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { readConfig } from '~/config.server';
import { loadSecrets } from '~/primitives/secrets.server';
import { CommandRefusal, say } from './with-context';

export function addSecretsCommand(program: Command): void {
  program
    .command('secrets')
    .description('write a new SECRETS_FILE (mode 600); an existing one is never touched')
    .action(() => {
      const { secretsFile } = readConfig(process.env);
      if (existsSync(secretsFile)) {
        throw new CommandRefusal(`${secretsFile} exists; nothing was changed.`);
      }
      loadSecrets(secretsFile, { generate: true });
      say(
        `Wrote ${secretsFile}. Keep a copy apart from the database: without it nothing can be read.`,
      );
    });
}
