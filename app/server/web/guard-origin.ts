import type { RequestHandler } from 'express';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const ownSites = new Set(['same-origin', 'none']);
/** What a mail program posts to by itself, from wherever it runs (RFC 8058 §3.2). */
const oneClick = /^(\/(en|ko|uk))?\/unsubscribe\/[^/]+$/;

/**
 * Refuses every unsafe request that another site made a browser send, before its body is read and
 * before Remix, whose own check covers documents only (ASVS 3.5.1, 3.5.3; Fetch Metadata, RFC 6454).
 * Programs without a browser send neither header and carry nobody's session by accident. The one
 * exception is an address whose secret says all: what its sender is or carries changes nothing.
 */
export function guardOrigin(publicUrl: string): RequestHandler {
  return function checkOrigin(req, res, next) {
    if (safeMethods.has(req.method)) return next();
    if (oneClick.test(req.path)) {
      // Remix would fail on an origin that is not its own.
      delete req.headers.origin;
      delete req.headers.cookie;
      return next();
    }
    const site = req.get('Sec-Fetch-Site');
    const origin = req.get('Origin');
    if ((site && !ownSites.has(site)) || (origin !== undefined && origin !== publicUrl)) {
      res.status(403).type('text/plain').send('This form belongs to another site.\n');
      return;
    }
    next();
  };
}
