import { Command, CommanderError } from 'commander';
import { StartRefusal } from '~/primitives/start-refusal';
import { addBounceCommands } from './bounce-commands';
import { addDeliveryCommands } from './delivery-commands';
import { addDoctorCommand } from './doctor';
import { addEndorsementCommands } from './endorsement-commands';
import { addLetterCommands } from './letter-commands';
import { addLoadCommand } from './load';
import { addMigrateCommand } from './migrate';
import { addOrganiserCommands } from './organiser-commands';
import { addRetentionCommands } from './retention-commands';
import { addSecretsCommand } from './secrets';
import { addSeedCommand } from './seed';
import { CommandRefusal } from './with-context';

/**
 * Runs one verb and returns the exit code: 0 done, 1 refused, 2 wrong usage, or
 * what a refusal says itself. Results go to
 * standard output, everything else that is said to standard error.
 */
export async function runCommandLine(argv: string[]): Promise<number> {
  const program = new Command('undersigned')
    .description('Open-letter campaigns from the command line')
    .showHelpAfterError();
  addMigrateCommand(program);
  addSecretsCommand(program);
  addSeedCommand(program);
  addOrganiserCommands(program);
  addLetterCommands(program);
  addDeliveryCommands(program);
  addEndorsementCommands(program);
  addRetentionCommands(program);
  addBounceCommands(program);
  addLoadCommand(program);
  addDoctorCommand(program);
  exitByValue(program);
  try {
    await program.parseAsync(argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof CommandRefusal || error instanceof StartRefusal) {
      process.stderr.write(`${error.message}\n`);
      return error instanceof CommandRefusal ? error.exitCode : 1;
    }
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return 1;
  }
}

/** Commander would end the process itself; the embedded database must be closed before. */
function exitByValue(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) exitByValue(child);
}
