import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import type { Context } from '~/context.server';
import { seconds } from '~/primitives/duration';
import { StartRefusal } from '~/primitives/start-refusal';
import { buildFolder } from '../find-build.server';
import { createWebApp } from './create-web-app.server';

const drainAtMost = seconds(10);

export type Listener = { server: Server; origin: string };

/** Takes the port first, so that a free one is known before any link is written. */
export async function listen(host: string, port: number): Promise<Listener> {
  const server = createServer({
    headersTimeout: seconds(10),
    requestTimeout: seconds(30),
    connectionsCheckingInterval: seconds(5),
    keepAliveTimeout: seconds(10),
  });
  server.on('request', answerStarting);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(error, host, port)));
    server.listen(port, host, resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  return { server, origin: `http://localhost:${taken}` };
}

/** What everybody hears until there is a database behind the port; nobody is left waiting. */
function answerStarting(_: IncomingMessage, response: ServerResponse): void {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  response.writeHead(503, { ...headers, 'Retry-After': '5', Connection: 'close' });
  response.end('Starting. Please try again in a moment.\n');
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartRefusal(`Port ${port} is in use; set PORT to another one, or PORT=0.`);
    case 'EACCES':
      return new StartRefusal(`Port ${port} needs more rights; set PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartRefusal(`HOST ${host} is not an address of this machine.`);
    default:
      return error;
  }
}

/** Answers requests on a taken port; `stop` says so on `/readyz`, finishes what runs, then ends. */
export async function startWeb(
  ctx: Context,
  { server }: Listener,
): Promise<{ stop(): Promise<void> }> {
  let stopping = false;
  const folder = buildFolder();
  const build: ServerBuild = await import(pathToFileURL(join(folder, 'server/index.js')).href);
  const clientFolder = join(folder, 'client');
  server.off('request', answerStarting);
  server.on('request', createWebApp(ctx, { build, clientFolder, isStopping: () => stopping }));
  return {
    async stop() {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const deadline = setTimeout(() => server.closeAllConnections(), drainAtMost);
      await closed;
      clearTimeout(deadline);
    },
  };
}
