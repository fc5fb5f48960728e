import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Context } from '~/context.server';
import { devMailRoutes } from './dev-mail-routes';
import { guardMethod } from './guard-method';
import { guardOrigin } from './guard-origin';
import { handleRemix } from './handle-remix';
import { type Health, healthRoutes } from './health-routes';
import { readBody } from './read-body';
import { roomReader } from './room-reader';
import { secureHeaders } from './secure-headers';
import { signedInReader } from './signed-in';

/**
 * The HTTP application around Remix. The order is the protection: headers on every answer, then
 * what may not pass (method, foreign origin, size), then files, then pages.
 */
export function createWebApp(
  ctx: Context,
  options: { build: ServerBuild; clientFolder: string; isStopping(): boolean },
): Express {
  const { build, clientFolder } = options;
  const app = express();
  const health = healthRoutes(ctx, options.isStopping);
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.use(secureHeaders(ctx.publicUrl));
  app.use(observe(ctx, health));
  app.use(health.routes);
  app.use(refuseMalformedPath());
  app.use(guardMethod(build));
  app.use(guardOrigin(ctx.publicUrl));
  app.use(readBody(signedInReader(ctx), roomReader(ctx)));
  app.use(compression());
  const files = { fallthrough: false, redirect: false } as const;
  app.use(
    '/assets',
    express.static(join(clientFolder, 'assets'), { ...files, immutable: true, maxAge: '1y' }),
  );
  app.use(express.static(clientFolder, { index: false, redirect: false, maxAge: '1h' }));
  // Captured letters hold names that are not public: they are shown to a trial, never in production.
  const captures = !ctx.config.smtpUrl || ctx.config.delivery === 'capture';
  if (captures && !ctx.config.production) app.use(devMailRoutes(ctx));
  app.use(handleRemix(ctx, build, clientFolder));
  app.use(reportError(ctx));
  return app;
}

/** Gives each request an id and measures it; what is logged has no path, address or name. */
function observe(ctx: Context, health: Health): express.RequestHandler {
  return function observeRequest(req, res, next) {
    const requestId = randomUUID();
    const begin = performance.now();
    res.locals.requestId = requestId;
    res.setHeader('X-Request-Id', requestId);
    res.once('finish', () => {
      const milliseconds = Math.round(performance.now() - begin);
      health.observe(req.method, res.statusCode, milliseconds / 1000);
      const { statusCode: status } = res;
      ctx.log.debug({ requestId, method: req.method, status, milliseconds }, 'answered');
    });
    next();
  };
}

/** A path that cannot be decoded names nothing; Remix would fail on it. */
function refuseMalformedPath(): express.RequestHandler {
  return function checkPath(req, res, next) {
    try {
      if (!decodeURIComponent(req.path).includes('\0')) return next();
    } catch {
      // Told below, like a NUL.
    }
    res.status(400).type('text/plain').send('This address cannot be read.\n');
  };
}

function reportError(ctx: Context): ErrorRequestHandler {
  return function answerError(error, _req, res, _next) {
    const known = Number((error as { status?: number }).status);
    const status = known >= 400 && known < 500 ? known : 500;
    if (status === 500) ctx.log.error({ requestId: res.locals.requestId, err: error }, 'fault');
    if (res.headersSent) return void res.destroy();
    res.status(status).set('Cache-Control', 'no-store').type('text/plain');
    res.send(status === 404 ? 'Not found.\n' : 'Something went wrong; nothing was saved.\n');
  };
}
