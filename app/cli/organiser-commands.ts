import { type Command, Option } from 'commander';
import { resetFactors } from '~/domain/factors/reset-factors.server';
import { addOrganiser } from '~/domain/organisers/add-organiser.server';
import { type OrganiserRole, organiserRoles } from '~/domain/organisers/organiser';
import { CommandRefusal, print, say, withContext } from './with-context';

const refusals = {
  'email-format': 'That is not an e-mail address',
  'not-found': 'There is no such letter',
  'owner-everywhere': 'This person owns the whole installation, and with it every letter',
  'last-owner': 'The letter would have no owner',
} as const;

export function addOrganiserCommands(program: Command): void {
  const organiser = program.command('organiser').description('people who run campaigns');
  organiser
    .command('add <email>')
    .description('make somebody an organiser and print a one-time sign-in link')
    .addOption(new Option('--role <role>').choices(organiserRoles).makeOptionMandatory())
    .option('--letter <slug>', 'the role counts on this letter only')
    .action(async (email: string, options: { role: OrganiserRole; letter?: string }) =>
      withContext(async (ctx) => {
        const actor = { kind: 'operator' } as const;
        const added = await addOrganiser(ctx, {
          email,
          role: options.role,
          letter: options.letter,
          actor,
        });
        if (!added.ok) throw new CommandRefusal(`${refusals[added.reason]}; nothing was added.`);
        say('The link works once, for 30 minutes:');
        print(`${ctx.publicUrl}/organise/sign-in/${added.signInToken}`);
      }),
    );
  organiser
    .command('reset-factors <email>')
    .description(
      'take passphrase, app, passkeys and codes from somebody who lost them; print a link',
    )
    .action(async (email: string) =>
      withContext(async (ctx) => {
        const reset = await resetFactors(ctx, { email, actor: { kind: 'operator' } });
        if (!reset.ok) throw new CommandRefusal('There is no such organiser; nothing was changed.');
        say(
          'They are signed out everywhere and told by mail. The link works once, for 30 minutes:',
        );
        print(`${ctx.publicUrl}/organise/sign-in/${reset.signInToken}`);
      }),
    );
}
