import { readConfig } from '~/config.server';
import { type Context, createContext, createLogger } from '~/context.server';
import { createPress } from '~/press.server';
import { openDatabase, readRunningOrigin } from '~/server/open-database.server';

/** An expected refusal; the command ends with its sentence on standard error and its exit code. */
export class CommandRefusal extends Error {
  constructor(
    sentence: string,
    readonly exitCode = 1,
  ) {
    super(sentence);
  }
}

/** Runs a verb against the same database as the application, which may be running meanwhile. */
export async function withContext<Answer>(run: (ctx: Context) => Promise<Answer>): Promise<Answer> {
  const config = readConfig(process.env);
  const database = await openDatabase(config, { shareRunning: true, log: say });
  const publicUrl =
    config.publicUrl ?? readRunningOrigin(config.dataDir) ?? `http://localhost:${config.port}`;
  const ctx = createContext({
    config,
    publicUrl,
    connectionString: database.connectionString,
    poolSize: 4,
    press: createPress(config),
    log: createLogger('silent'),
  });
  try {
    return await run(ctx);
  } finally {
    await ctx.db.destroy();
    await database.close();
  }
}

/** A line for the person at the terminal. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A result, for whatever reads standard output. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** A result as JSON. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

export function unknownLetter(slug: string): CommandRefusal {
  return new CommandRefusal(`There is no letter ${slug}; see: undersigned letter list`);
}
