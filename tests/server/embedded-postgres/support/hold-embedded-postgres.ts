import { startEmbeddedPostgres } from '~/server/embedded-postgres/start-embedded-postgres.server';

/** A run of its own for a test to kill: `hold-embedded-postgres <dataDir>` says one line when its database answers. */
const { connectionString, started } = await startEmbeddedPostgres({
  dataDir: process.argv[2] ?? '',
  log: () => {},
});
process.stdout.write(`${JSON.stringify({ connectionString, started })}\n`);
// The run must not outlive a test that was itself cut short.
process.stdin.resume().on('end', () => process.exit(1));
