import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Security headers of every answer, whatever its status. `same-origin` as referrer policy, because
 * `no-referrer` makes browsers send `Origin: null` with every form. Scripts: the site's own files,
 * and on the hydrated desk those that carry the answer's nonce.
 */
export function secureHeaders(publicUrl: string): RequestHandler {
  const protect = helmetFor(publicUrl, { framedBy: "'none'", frames: false });
  const protectFramed = helmetFor(publicUrl, { framedBy: '*', frames: false });
  const protectPreview = helmetFor(publicUrl, { framedBy: "'none'", frames: true });
  const protectPreviewed = helmetFor(publicUrl, { framedBy: "'self'", frames: false });
  function protectorOf(path: string): RequestHandler {
    if (mayBeFramed.test(path)) return protectFramed;
    if (shownDocument.test(path)) return protectPreviewed;
    return showsDocument.test(path) ? protectPreview : protect;
  }
  return function setSecureHeaders(req, res, next) {
    res.locals.nonce = randomBytes(16).toString('base64');
    res.setHeader(
      'Permissions-Policy',
      'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    );
    protectorOf(req.path)(req, res, next);
  };
}

/** The one page for other sites: figures and a link, nothing that a click could be stolen for. */
const mayBeFramed = /^(\/(en|ko|uk))?\/letters\/[^/]+\/embed\/?$/;

/** Where the desk shows a printed document inside a page: a draft, and what a delivery brings. */
const showsDocument =
  /^\/organise\/letters\/[^/]+\/(letter\/preview|deliveries\/(?!new|triggers)[^/.]+)\/?$/;
const shownDocument =
  /^\/organise\/letters\/[^/]+\/(letter\/preview\.pdf|deliveries\/[^/.]+\/pdf)$/;

type Framing = { framedBy: "'none'" | "'self'" | '*'; frames: boolean };

const frameguards = {
  "'none'": { action: 'deny' },
  "'self'": { action: 'sameorigin' },
  '*': false,
} as const;

function helmetFor(publicUrl: string, { framedBy, frames }: Framing) {
  const https = publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [
          "'self'",
          (_req, res) =>
            `'nonce-${(res as unknown as { locals: { nonce: string } }).locals.nonce}'`,
        ],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: [framedBy],
        ...(frames ? { frameSrc: ["'self'"] } : {}),
        objectSrc: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: true },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    frameguard: frameguards[framedBy],
  });
}
