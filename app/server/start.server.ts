import { readConfig } from '~/config.server';
import { type Context, createContext, createLogger } from '~/context.server';
import { migrateToLatest } from '~/db/migrator.server';
import { hasOrganisers } from '~/db/organisers.server';
import { readSigningIdentity } from '~/documents/signing-identity.server';
import { reapplyErasures } from '~/domain/retention/reapply-erasures.server';
import { createPress } from '~/press.server';
import { announce } from './announce.server';
import { buildPages } from './build-pages.server';
import { needsBuild } from './find-build.server';
import { loadFirstData } from './load-first-data.server';
import { forgetRunningOrigin, openDatabase, writeRunningOrigin } from './open-database.server';
import { refuseStaleSchema } from './refuse-stale-schema.server';
import { runOrForkWorker } from './run-or-fork-worker.server';
import { stopOnSignal } from './stop-on-signal.server';
import { listen, startWeb } from './web/start-web.server';

export type Parts = { web: boolean; worker: boolean };

/**
 * Starts the application in the order in which its parts need each other: port, pages, database,
 * schema, sample, worker, web. Whatever was started is stopped in reverse, also when a later part
 * fails. In production nothing is migrated, generated or loaded by itself.
 */
export async function start(parts: Parts): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const stops: (() => Promise<unknown> | unknown)[] = [];
  const stopping = stopOnSignal(stops);
  try {
    const config = readConfig(process.env);
    const log = createLogger(config.logLevel);
    readSigningIdentity(config);
    const listener = parts.web ? await listen(config.host, config.port) : null;
    if (listener) stops.push(() => listener.server.close());
    const publicUrl = config.publicUrl ?? listener?.origin ?? `http://localhost:${config.port}`;
    if (parts.web && needsBuild()) {
      say('Building the pages …');
      await buildPages();
    }
    const database = await openDatabase(config, { shareRunning: !parts.web, log: say });
    stops.push(database.close);
    const ctx = createContext({
      config,
      publicUrl,
      connectionString: database.connectionString,
      poolSize: 20,
      press: createPress(config, log, publicUrl),
      log,
    });
    stops.push(() => ctx.db.destroy());
    if (config.production) await refuseStaleSchema(ctx);
    else await migrateToLatest(ctx.db);
    await mendAfterRestore(ctx);
    const signInUrl = config.production || !parts.web ? null : await loadFirstData(ctx);
    if (parts.worker) stops.push(await runOrForkWorker(ctx, database.connectionString, parts));
    if (listener) {
      // React and Remix choose their production form by this name when they are imported; the
      // configuration has been read before.
      process.env.NODE_ENV = 'production';
      stops.push((await startWeb(ctx, listener)).stop);
      if (config.port === 0) {
        writeRunningOrigin(config.dataDir, publicUrl);
        stops.push(() => forgetRunningOrigin(config.dataDir));
      }
      announce(ctx, { say, signInUrl, nobody: !(await hasOrganisers(ctx.db)) });
    }
    database.ended.then(() => stopping.fail('The embedded PostgreSQL ended; see its log.'));
  } catch (error) {
    await stopping.abandon(error);
  }
}

/** Nobody sees a restored database before the erasures that are younger than its dump are done again. */
async function mendAfterRestore(ctx: Context): Promise<void> {
  const { recorded, unreadable, erased } = await reapplyErasures(ctx);
  if (unreadable > 0) ctx.log.warn({ event: 'erasure-ledger-damaged', lines: unreadable });
  const again = Object.values(erased).reduce((sum, count) => sum + count, 0);
  if (recorded + again > 0) {
    ctx.log.warn({ event: 'erasures-reapplied', recorded, ...erased }, 'an older database');
  }
}
