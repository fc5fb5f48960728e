import { Writable } from 'node:stream';
import pino from 'pino';
import type { Context } from '~/context.server';
import { listen, startWeb } from '~/server/web/start-web.server';
import { createTestContext } from './database';

export type Site = {
  ctx: Context;
  origin: string;
  connectionString: string;
  /** Everything that was logged, at the most talkative level and with nothing redacted. */
  log(): string;
  stop(): Promise<void>;
};

/**
 * The built pages over a database of their own, in this process. `byName`: at `localhost`, which
 * browsers give passkeys to; else by number.
 */
export async function startSite({ byName = false } = {}): Promise<Site> {
  const listener = await listen('127.0.0.1', 0);
  const origin = byName ? listener.origin : listener.origin.replace('localhost', '127.0.0.1');
  const test$ = await createTestContext({ PUBLIC_URL: origin });
  let logged = '';
  const lines = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk;
      done();
    },
  });
  const ctx = { ...test$.ctx, log: pino({ level: 'trace' }, lines) };
  const web = await startWeb(ctx, listener);
  return {
    ctx,
    origin,
    connectionString: test$.connectionString,
    log: () => logged,
    async stop() {
      await web.stop();
      await test$.drop();
    },
  };
}
