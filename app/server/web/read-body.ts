import type { Request, RequestHandler } from 'express';

const formBytes = 64 * 1024;
/** A logo of 2 MB, when an endorsement is given and when it is changed; the document of an approval. */
const uploadBytes = Math.round(2.25 * 1024 * 1024);
/** A letter in Hangul takes nine bytes a character; what is too long is told with the text kept. */
const textBytes = 1024 * 1024;
const mayCarryText = /^\/organise\/letters\/[^/]+\/(letter|background)\/(edit|draft)\/?$/;
const mayCarryFile = /\/endorse(ments)?\/?$|^(\/[a-z]{2})?\/(invitation|my-endorsement)\/[^/]+\/?$/;

function limitOf(path: string): number {
  if (mayCarryFile.test(path)) return uploadBytes;
  return mayCarryText.test(path) ? textBytes : formBytes;
}

/** Reads the body of an unsafe request whole, or ends it with 413 as soon as it is too large. */
export function readBody(): RequestHandler {
  return function collectBody(req, res, next) {
    if (req.method === 'GET' || req.method === 'HEAD') return next();
    const limit = limitOf(req.path);
    function refuse(): void {
      req.removeAllListeners('data');
      res.once('finish', () => req.destroy());
      res.set('Connection', 'close').status(413).type('text/plain');
      res.send('What was sent is too large; nothing was saved.\n');
      req.resume();
    }
    if (Number(req.get('Content-Length') ?? 0) > limit) return refuse();
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) return refuse();
      chunks.push(chunk);
    });
    req.once('end', () => {
      if (size > limit) return;
      bodies.set(req, Buffer.concat(chunks));
      next();
    });
  };
}

const bodies = new WeakMap<Request, Buffer>();

/** The body that was read, if the request had one. */
export function bodyOf(req: Request): Buffer | undefined {
  return bodies.get(req);
}
