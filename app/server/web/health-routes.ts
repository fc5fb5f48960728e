import { timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Context } from '~/context.server';
import { listMigrations } from '~/db/migrator.server';

export type Health = {
  routes: Router;
  /** How long requests take, by method and status class; no path, so no token, is recorded. */
  observe(method: string, status: number, seconds: number): void;
};

/** `/healthz`: the process is alive. `/readyz`: it may be sent requests. `/metrics`: for Prometheus. */
export function healthRoutes(ctx: Context, isStopping: () => boolean): Health {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'undersigned_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers: [registry],
  });
  const routes = Router();
  routes.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').type('text/plain').send('alive\n');
  });
  routes.get('/readyz', async (_req, res) => {
    const reason = isStopping() ? 'stopping' : await whyNotReady(ctx);
    if (reason) res.set('Retry-After', '5');
    res
      .status(reason ? 503 : 200)
      .set('Cache-Control', 'no-store')
      .type('text/plain');
    res.send(`${reason ?? 'ready'}\n`);
  });
  routes.get('/metrics', async (req, res) => {
    if (!mayReadMetrics(req, ctx.config.metricsToken)) return void res.status(404).end();
    res
      .set('Cache-Control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics());
  });
  return {
    routes,
    observe: (method, status, seconds) =>
      duration.observe({ method, status: `${Math.floor(status / 100)}xx` }, seconds),
  };
}

async function whyNotReady(ctx: Context): Promise<string | null> {
  try {
    const pending = (await listMigrations(ctx.db)).some((migration) => !migration.executedAt);
    return pending ? 'schema is not up to date' : null;
  } catch {
    return 'database is away';
  }
}

/** On loopback, asked for directly and not through a proxy; elsewhere only with the token. */
function mayReadMetrics(req: Request, token: string | null): boolean {
  if (token) {
    const given = Buffer.from(req.get('Authorization') ?? '');
    const expected = Buffer.from(`Bearer ${token}`);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
  const peer = req.socket.remoteAddress ?? '';
  return /^(127\.|::1$|::ffff:127\.)/.test(peer) && req.get('X-Forwarded-For') === undefined;
}
