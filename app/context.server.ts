import pino, { type Logger } from 'pino';
import type { Config } from './config.server';
import type { Database } from './db/client.server';
import { connectDatabase } from './db/client.server';
import type { Press } from './domain/letters/press';
import { type Clock, systemClock } from './primitives/clock';
import { createKeyring, type Keyring } from './primitives/keyring.server';
import { loadSecrets } from './primitives/secrets.server';

/** What every use case is given: nothing in the domain reaches for anything else. */
export type Context = Readonly<{
  config: Config;
  /** Origin of every link that is written, without a trailing slash. */
  publicUrl: string;
  db: Database;
  keyring: Keyring;
  clock: Clock;
  press: Press;
  log: Logger;
}>;

/** Logs carry route ids, states and counts; no address, name, URL or request body. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: { paths: ['*.email', '*.to', '*.name', 'err.detail', 'err.where'], remove: true },
  });
}

export function createContext(options: {
  config: Config;
  publicUrl: string;
  connectionString: string;
  poolSize: number;
  press: Press;
  log?: Logger;
}): Context {
  const { config } = options;
  const log = options.log ?? createLogger(config.logLevel);
  const db = connectDatabase({
    connectionString: options.connectionString,
    size: options.poolSize,
    onError: (error) => log.warn({ code: (error as { code?: string }).code }, 'database away'),
  });
  const secrets = loadSecrets(config.secretsFile, { generate: !config.production });
  return {
    config,
    publicUrl: options.publicUrl,
    db,
    keyring: createKeyring(secrets),
    clock: systemClock,
    press: options.press,
    log,
  };
}
