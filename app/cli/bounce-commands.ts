import type { Command } from 'commander';
import { receiveBounce } from '~/server/receive-bounce.server';
import { CommandRefusal, print, withContext } from './with-context';

/** "Try again later" to the mail server that runs the verb (EX_TEMPFAIL of sysexits.h). */
const tryAgainLater = 75;

const ignored = {
  'not-a-report': 'ignored: not a delivery report',
  'not-ours': 'ignored: it did not come to the return path of a mail from here',
  'unknown-message': 'ignored: that mail is not known any more',
  'nothing-failed': 'ignored: it reports no failure',
} as const;

const effects = {
  suppressed: 'recorded: that mailbox gets no more mail for 90 days',
  counted: 'recorded: one more refusal of that mailbox',
  repeated: 'recorded before',
  'on-ledger': 'recorded: the delivery came back',
} as const;

export function addBounceCommands(program: Command): void {
  const bounce = program.command('bounce').description('mails that came back');
  bounce
    .command('read')
    .description('read one delivery report from standard input, as a mail server hands it over')
    .option('--to <recipient>', 'the envelope recipient; without it the headers are tried')
    .addHelpText('after', '\nExit codes: 0 recorded or ignored, 1 not set up, 75 try again later')
    .action(readBounce);
}

async function readBounce(options: { to?: string }): Promise<void> {
  const to = options.to ?? null;
  const answer = await withContext((ctx) => receiveBounce(ctx, { source: process.stdin, to }));
  if (answer.ok) return print(effects[answer.effect]);
  switch (answer.reason) {
    case 'not-configured':
      throw new CommandRefusal('BOUNCE_ADDRESS is not set: no mail has a return path to read.');
    case 'database-away':
      throw new CommandRefusal('The database is away; nothing was recorded.', tryAgainLater);
    default:
      print(ignored[answer.reason]);
  }
}
