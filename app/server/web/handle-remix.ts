import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type AppLoadContext, createRequestHandler, type ServerBuild } from '@remix-run/node';
import type {
  Request as ExpressRequest,
  Response as ExpressResponse,
  RequestHandler,
} from 'express';
import type { Context } from '~/context.server';
import { asRequest } from '~/primitives/request-scope.server';
import { clientNetworkReader } from './client-network';
import { ownPages } from './own-pages';
import { createPageCache, type Page, toPage } from './page-cache';
import { bodyOf } from './read-body';
import { sharedAddressReader } from './shared-address';

/** Pages that are the same for everybody; nothing with a token or a session is among them. */
const publicPath =
  /^\/((en|ko|uk)(\/|$))?$|^(\/(en|ko|uk))?\/(safety|letters\/[^/]+(\/(background|embed|feed\.atom|signatures|versions(\/\d{1,6})?|status\.json|letter\.pdf|letter\.txt))?)\/?$|^(\/(en|ko|uk))?\/share\//;

/** Hands requests to Remix under the public origin, whatever their Host header says. */
export function handleRemix(
  ctx: Context,
  build: ServerBuild,
  clientFolder: string,
): RequestHandler {
  const answer = createRequestHandler(build, 'production');
  const readPage = ownPages(ctx, answer, clientFolder);
  const pages = createPageCache();
  // Apart, so that invented queries drive out only one another.
  const filtered = createPageCache();
  const readAddress = sharedAddressReader(ctx);
  const readClientNetwork = clientNetworkReader(ctx.config);

  return async function remix(req, res, next) {
    try {
      const context: AppLoadContext = {
        ctx,
        nonce: res.locals.nonce,
        requestId: res.locals.requestId,
        clientNetwork: readClientNetwork(req),
        readPage,
      };
      const make = async (address: string) =>
        asRequest(context.requestId, () => answer(toRequest(ctx, req, res, address), context));
      const isPublic = (req.method === 'GET' || req.method === 'HEAD') && isShared(req);
      if (!isPublic) {
        const response = await make(req.originalUrl);
        if (mayTakeNamesAway(req) && response.status < 400) {
          pages.forget();
          filtered.forget();
        }
        return await stream(response, res);
      }
      const saving = req.get('Save-Data') === 'on' ? 'saving' : '';
      const languages = isHome(req) ? (req.get('Accept-Language') ?? '') : '';
      const asked = addressOf(ctx, req.originalUrl);
      const { address, unbounded, instead } = await readAddress(asked.pathname, asked.searchParams);
      const share = ({ shared }: typeof pages, path: string) =>
        shared(`${saving}|${languages}|${path}`, async () => toPage(await make(path)));
      const page = await share(unbounded ? filtered : pages, address);
      send(page.status >= 500 && instead ? await share(pages, instead) : page, req, res);
    } catch (error) {
      next(error);
    }
  };
}

/**
 * What owners and organisers change may take a name off every page: no older copy is kept. A draft
 * is saved every ten seconds and is on no public page.
 */
function mayTakeNamesAway(req: ExpressRequest): boolean {
  if (req.method !== 'POST' || /\/draft\/?$/.test(req.path)) return false;
  return /\/(my-signature|my-endorsement|organise)\//.test(req.path);
}

function isShared(req: ExpressRequest): boolean {
  return publicPath.test(req.path) && !('_data' in req.query);
}

function isHome(req: ExpressRequest): boolean {
  return req.path === '/';
}

/** A shared page is made as by GET and for nobody in particular: no cookie reaches it. */
function toRequest(
  ctx: Context,
  req: ExpressRequest,
  res: ExpressResponse,
  address: string,
): Request {
  const gone = new AbortController();
  const anonymous = (req.method === 'GET' || req.method === 'HEAD') && isShared(req);
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value === undefined || name === 'host' || name.startsWith('x-forwarded-')) continue;
    if (anonymous && (name === 'cookie' || name.startsWith('if-'))) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  headers.set('Host', new URL(ctx.publicUrl).host);
  if (!anonymous) res.once('close', () => gone.abort());
  const body = bodyOf(req);
  return new Request(addressOf(ctx, address), {
    method: anonymous ? 'GET' : req.method,
    headers,
    signal: gone.signal,
    ...(body && body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
}

/**
 * What was asked for, on the public origin: `//host/…` and the absolute form of a request line
 * (RFC 9112, 3.2.2) would name another one.
 */
function addressOf(ctx: Context, asked: string): URL {
  const path = asked.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '').replace(/^\/*/, '/');
  return new URL(`${new URL(ctx.publicUrl).origin}${path}`);
}

/** Headers of which several hold side by side; of any other the page's own takes the place. */
const manifold = ['set-cookie', 'content-security-policy', 'vary'];

function copyHeaders(headers: Iterable<[string, string]>, res: ExpressResponse): void {
  for (const [name, value] of headers) {
    if (manifold.includes(name.toLowerCase())) res.append(name, value);
    else res.setHeader(name, value);
  }
}

function send(page: Page, req: ExpressRequest, res: ExpressResponse): void {
  res.status(page.status);
  copyHeaders(page.headers, res);
  if (page.status === 200) {
    res.setHeader('ETag', page.etag);
    if (req.get('If-None-Match')?.split(/,\s*/).includes(page.etag)) {
      res.status(304).end();
      return;
    }
  }
  res.setHeader('Content-Length', page.body.length);
  res.end(req.method === 'HEAD' ? undefined : page.body);
}

async function stream(response: Response, res: ExpressResponse): Promise<void> {
  res.status(response.status);
  copyHeaders(response.headers, res);
  if (!response.body || res.req.method === 'HEAD') {
    res.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]), res);
  } catch (error) {
    // The reader went away in the middle of a download; there is nobody to tell.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
