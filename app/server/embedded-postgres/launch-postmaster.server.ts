import { setTimeout as pause } from 'node:timers/promises';
import { StartRefusal } from '~/primitives/start-refusal';
import { awaitDatabase, type Readiness } from './await-database.server';
import type { EmbeddedPaths } from './describe-embedded-paths.server';
import { explainProgramFailure, isDiskFull } from './explain-program-failure';
import { findFreePort } from './find-free-port.server';
import type { Launcher } from './launcher';
import type { PostgresBinaries } from './locate-postgres-binaries.server';
import { quoteLastComplaint } from './quote-last-complaint';
import { type SpawnedPostmaster, spawnPostmaster } from './spawn-postmaster.server';
import { stopPostmaster } from './stop-postmaster.server';

const readinessLimit = 60_000;
const attempts = 25;

/** Starts the server and returns when its database answers; throws StartRefusal with the server's own last word. */
export async function launchPostmaster(
  paths: EmbeddedPaths,
  binaries: PostgresBinaries,
  launcher: Launcher,
): Promise<SpawnedPostmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const spawned = spawnPostmaster({ ...paths, launcher, program: binaries.postgres, port });
    const outcome = await awaitOrStop(paths, spawned);
    if (outcome === 'ready') return spawned;
    if (outcome === 'denied') {
      throw new StartRefusal(
        `The password in ${paths.passwordFile} is not that of the database in ${paths.cluster}; restore both from the same backup.`,
      );
    }
    if (outcome === 'timeout') {
      throw new StartRefusal(
        `PostgreSQL did not answer within ${readinessLimit / 1000} seconds; ${paths.serverLog} says why.`,
      );
    }
    const output = spawned.readLog();
    if (attempt === attempts || !isPassing(output)) {
      throw new StartRefusal(explainServerRefusal(output, paths, binaries));
    }
    await pause(200);
  }
}

async function awaitOrStop(paths: EmbeddedPaths, spawned: SpawnedPostmaster): Promise<Readiness> {
  const { postmaster, exited, hasEnded } = spawned;
  let outcome: Readiness = 'ended';
  try {
    const place = { ...paths, port: postmaster.port };
    outcome = await awaitDatabase(place, { milliseconds: readinessLimit, hasEnded });
    return outcome;
  } finally {
    if (outcome !== 'ready') await stopPostmaster(postmaster, exited);
  }
}

/** Another program took the port, or children of a killed server are still leaving. */
function isPassing(output: string): boolean {
  return /could not create any TCP\/IP sockets|pre-existing shared memory block/.test(output);
}

function explainServerRefusal(
  output: string,
  paths: EmbeddedPaths,
  binaries: PostgresBinaries,
): string {
  return /(FATAL|PANIC):|could not find the database system/.test(output) && !isDiskFull(output)
    ? `PostgreSQL refuses to open ${paths.cluster}: ${quoteLastComplaint(output)}`
    : explainProgramFailure(output, binaries);
}
