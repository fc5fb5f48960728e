import type { Command } from 'commander';
import { loadSampleCampaign } from '~/domain/letters/load-sample-campaign.server';
import { CommandRefusal, say, withContext } from './with-context';

export function addSeedCommand(program: Command): void {
  program
    .command('seed')
    .description('load the sample campaign into an empty database')
    .action(async () =>
      withContext(async (ctx) => {
        const loaded = await loadSampleCampaign(ctx);
        if (!loaded.ok)
          throw new CommandRefusal('The database holds a letter; nothing was loaded.');
        say(`Loaded the sample campaign ${loaded.slug}.`);
      }),
    );
}
